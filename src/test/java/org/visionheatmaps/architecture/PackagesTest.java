package org.visionheatmaps.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between packages: each package-info's "May import" is a rule. Rules for packages to come hold when they come. */
class PackagesTest {
    private static final String ROOT = "org.visionheatmaps";
    private static final Path SOURCES = Path.of("src/main/java/org/visionheatmaps");
    private static final List<String> CORE =
            List.of("tensor", "text", "color", "stats", "transform", "pipeline", "png", "render", "metrics");
    /** What the core may use of the JDK: no windows, no databases, no network, no logs, no clock; digests are of values. */
    private static final String[] JDK = {
        "java.io",
        "java.lang..",
        "java.math",
        "java.nio",
        "java.nio.charset",
        "java.security",
        "java.util",
        "java.util.concurrent..",
        "java.util.function",
        "java.util.regex",
        "java.util.stream",
        "java.util.zip"
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static List<String> core() {
        return CORE;
    }

    @ParameterizedTest
    @MethodSource("core")
    void aCorePackageImportsTheJdkAndWhatItsPackageInfoNames(String name) throws IOException {
        Set<String> allowed = new TreeSet<>(List.of(JDK));
        allowed.add(ROOT + "." + name + "..");
        mayImport(name).forEach(other -> allowed.add(ROOT + "." + other + ".."));
        classes()
                .that(resideInAPackage(ROOT + "." + name + ".."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .because("its package-info says \"May import: " + String.join(", ", mayImport(name)) + "\"")
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("core")
    void aPackageInfoNamesNothingThatIsNotImported(String name) throws IOException {
        Set<String> imported = new TreeSet<>();
        CLASSES.that(resideInAPackage(ROOT + "." + name)).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(target -> target.startsWith(ROOT + ".") && !target.equals(ROOT + "." + name))
                .forEach(target -> imported.add(target.substring(ROOT.length() + 1)));
        assertEquals(imported, mayImport(name), "of " + name + ": what it imports, and what its package-info allows");
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobodyImportsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".cli.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlySourcesTheJobSinksFunctionsAndTheCommandLineKnowSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".spark..", ROOT + ".arrow..", ROOT + ".sink..", ROOT + ".sql..", ROOT + ".cli..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.spark..", "scala..", ROOT + ".spark.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void sinksKnowInputAndOutputAndNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".sink..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT + ".sink..", ROOT + ".io.."))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void pagesAreMadeOfDocumentsAndPictures() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".report..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + ".io..", "org.apache..", "java.awt..", "java.net.http.."))
                .check(CLASSES);
    }

    @Test
    void inputAndOutputAndAuditKnowTheCoreAndNotEachOther() {
        for (List<String> pair : List.of(List.of("io", "audit"), List.of("audit", "io"))) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + pair.get(0) + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "." + pair.get(1) + ".."))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> folders = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
            for (Path folder : folders) {
                assertTrue(Files.exists(folder.resolve("package-info.java")), folder + " has no package-info.java");
            }
        }
    }

    /** The packages that a package-info names after "May import". */
    private static Set<String> mayImport(String name) throws IOException {
        String info = Files.readString(SOURCES.resolve(name).resolve("package-info.java"));
        Matcher sentence = Pattern.compile("May import: ([^.]*)\\.").matcher(info);
        assertTrue(sentence.find(), "the package-info of " + name + " needs a sentence \"May import: …\"");
        Set<String> packages = new TreeSet<>(List.of(sentence.group(1).split("[^a-z]+")));
        packages.retainAll(CORE);
        return packages;
    }
}
