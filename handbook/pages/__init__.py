"""Which pages a handbook has, and their Markdown; nothing here touches the disk."""
