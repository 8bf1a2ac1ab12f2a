import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Asks veraPDF whether files are PDF/UA-1: a line for each file, then its failing clauses. */
public final class PdfUa {
    private static final PDFAFlavour PROFILE = PDFAFlavour.PDFUA_1;

    /** Takes the paths of files; the exit status is 1 where one of them fails. */
    public static void main(String[] paths) {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (String path : paths) {
            List<String> faults = faults(path);
            System.out.println((faults.isEmpty() ? "pass  " : "FAIL  ") + path);
            faults.forEach(fault -> System.out.println("        " + fault));
            failed += faults.isEmpty() ? 0 : 1;
        }
        System.out.println(paths.length + " files, " + failed + " of them failed PDF/UA-1.");
        System.exit(failed > 0 || paths.length == 0 ? 1 : 0);
    }

    private static List<String> faults(String path) {
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, PROFILE);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(PROFILE, false)) {
            return clauses(validator.validate(parser).getTestAssertions());
        } catch (Exception | StackOverflowError problem) {
            return List.of("cannot be read: " + problem);
        }
    }

    /** Gives each failing clause once: how often, what it asks for, and where it fails first. */
    private static List<String> clauses(List<TestAssertion> assertions) {
        Map<String, List<TestAssertion>> failing = new LinkedHashMap<>();
        for (TestAssertion one : assertions) {
            if (one.getStatus() == TestAssertion.Status.FAILED) {
                String clause = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                failing.computeIfAbsent(clause, key -> new ArrayList<>()).add(one);
            }
        }
        List<String> told = new ArrayList<>();
        failing.forEach((clause, all) -> told.add(
                clause + ", " + all.size() + " times: " + all.get(0).getMessage()
                + " First at " + all.get(0).getLocation().getContext()));
        return told;
    }
}
