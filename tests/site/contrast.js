/* Contrast as WCAG defines it, between what a browser has painted: for the tests that look at edges. */
const channels = color => color.match(/[\d.]+/g).map(Number);

const linear = part =>
  part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;

const luminance = color => {
  const [red, green, blue] = channels(color).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one, other) => {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
};

/* The color an element stands on: that of the nearest one around it that is not see-through. */
const groundOf = element => {
  for (let node = element; node; node = node.parentElement) {
    const color = getComputedStyle(node).backgroundColor;
    const [, , , opacity = 1] = channels(color);
    if (opacity === 1) { return color; }
  }
  return "rgb(255, 255, 255)";
};
