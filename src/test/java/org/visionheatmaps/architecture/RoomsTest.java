package org.visionheatmaps.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows between rooms. A room is a package; each package-info ends with "May import: rooms; libraries.", and that sentence is the
 * rule: what it does not name may not be imported, and what it names is imported.
 */
@Tag("fast")
class RoomsTest {
    private static final String ROOT = "org.visionheatmaps";
    private static final Path SOURCES = Path.of("src/main/java/org/visionheatmaps");
    private static final int MAX_FILES = 25;
    /** Rooms that use nothing but the JDK and each other. */
    private static final List<String> CORE = List.of(
            "tensor",
            "text",
            "color",
            "stats",
            "png",
            "transform",
            "transform.reduction",
            "transform.resize",
            "transform.overlay",
            "metrics",
            "pipeline",
            "paint",
            "render",
            "render.figure");
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
        "java.text",
        "java.util.zip"
    };
    /** Names of libraries in package-infos, and their packages. Libraries that are not listed may not be used. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("Spark", List.of("org.apache.spark..", "scala..")),
            Map.entry("Hadoop", List.of("org.apache.hadoop..")),
            Map.entry("Parquet", List.of("org.apache.parquet..")),
            Map.entry("Arrow", List.of("org.apache.arrow..", "com.google.flatbuffers..")),
            Map.entry("Jackson", List.of("com.fasterxml.jackson..")),
            Map.entry("picocli", List.of("picocli..")),
            Map.entry("SnakeYAML", List.of("org.snakeyaml..")),
            Map.entry("TwelveMonkeys", List.of("com.twelvemonkeys..")),
            Map.entry("jte", List.of("gg.jte..")),
            Map.entry("jHDF", List.of("io.jhdf..")),
            Map.entry("AWT", List.of("java.awt..", "javax.imageio..")),
            Map.entry("Commons Compress", List.of("org.apache.commons.compress..")),
            Map.entry("zstd", List.of("com.github.luben..")),
            Map.entry("snappy", List.of("org.xerial..")),
            Map.entry("SLF4J", List.of("org.slf4j..")),
            Map.entry("Log4j", List.of("org.apache.logging..")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static List<String> rooms() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    static List<String> core() {
        return CORE;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsTheRoomsThatItsPackageInfoNamesAndNoOthers(String room) throws IOException {
        Set<String> imported = new TreeSet<>();
        targets(room)
                .filter(target -> target.startsWith(ROOT + ".") && !target.startsWith(ROOT + ".report.templates"))
                .filter(target -> !target.equals(ROOT + "." + room))
                .forEach(target -> imported.add(target.substring(ROOT.length() + 1)));
        Set<String> allowed = allowedRooms(room);
        // The compiler copies constants, so that their class leaves no trace but in the source.
        allowed.stream()
                .filter(other -> source(room).contains(ROOT + "." + other + "."))
                .forEach(imported::add);
        assertEquals(imported, allowed, "what " + room + " imports, and what its package-info allows");
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesTheLibrariesThatItsPackageInfoNamesAndNoOthers(String room) throws IOException {
        Set<String> used = new TreeSet<>();
        targets(room)
                .filter(target -> !target.startsWith(ROOT) && !isJdk(target))
                .forEach(target -> used.add(library(target)));
        Set<String> allowed = allowedLibraries(room);
        allowed.stream().filter(library -> isNamed(library, source(room))).forEach(used::add);
        assertEquals(used, allowed, "what " + room + " uses, and what its package-info allows");
    }

    @ParameterizedTest
    @MethodSource("core")
    void aCoreRoomUsesTheJdkAndTheCoreAlone(String room) {
        List<String> allowed = new ArrayList<>(List.of(JDK));
        CORE.forEach(other -> allowed.add(ROOT + "." + other));
        classes()
                .that(resideInAPackage(ROOT + "." + room))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .check(CLASSES);
    }

    @Test
    void roomsFormNoCycle() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingImportsTheCommandLineButItsProcedures() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".sql.procedure")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".cli.."))
                .check(CLASSES);
    }

    @Test
    void jobsDoNotKnowEachOther() {
        List<String> jobs = List.of("spark.render", "spark.audit", "spark.importer");
        for (String job : jobs) {
            String[] others = jobs.stream()
                    .filter(other -> !other.equals(job))
                    .map(other -> ROOT + "." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(ROOT + "." + job + ".."))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others))
                    .check(CLASSES);
        }
    }

    @Test
    void theElementStreamKnowsNoOutputsAuditsOrFits() {
        noClasses()
                .that(resideInAPackage(ROOT + ".spark.input.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ROOT + ".spark.output..", ROOT + ".spark.fit..", ROOT + ".spark.measure..", ROOT + ".audit.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomHasFewFiles(String room) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(room.replace('.', '/')))) {
            long count = files.filter(file -> file.toString().endsWith(".java")).count();
            assertTrue(
                    count <= MAX_FILES + 1,
                    room + " has " + count + " files, package-info included: split it by capability");
        }
    }

    private static Stream<String> targets(String room) {
        return CLASSES.that(resideInAPackage(ROOT + "." + room)).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.isPrimitive())
                .map(JavaClass::getPackageName);
    }

    /** The classes of a room without its package-info. */
    private static String source(String room) {
        try (Stream<Path> files = Files.list(SOURCES.resolve(room.replace('.', '/')))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNamed(String library, String source) {
        return LIBRARIES.get(library).stream()
                .anyMatch(pattern -> source.contains("import " + pattern.substring(0, pattern.length() - 1)));
    }

    private static boolean isJdk(String target) {
        return target.startsWith("java.") && !target.startsWith("java.awt")
                || target.startsWith("javax.") && !target.startsWith("javax.imageio");
    }

    private static String library(String target) {
        return LIBRARIES.entrySet().stream()
                .filter(library -> library.getValue().stream()
                        .anyMatch(pattern -> (target + ".").startsWith(pattern.substring(0, pattern.length() - 1))))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(target);
    }

    private static Set<String> allowedRooms(String room) throws IOException {
        Set<String> rooms = new TreeSet<>(Arrays.asList(mayImport(room)[0].split(", ")));
        rooms.remove("the JDK");
        return rooms;
    }

    private static Set<String> allowedLibraries(String room) throws IOException {
        String[] parts = mayImport(room);
        return parts.length == 1 ? Set.of() : new TreeSet<>(Arrays.asList(parts[1].split(", ")));
    }

    /** Rooms, and libraries if there are any. */
    private static String[] mayImport(String room) throws IOException {
        String info = Files.readString(SOURCES.resolve(room.replace('.', '/')).resolve("package-info.java"))
                .replaceAll("\\s*\\n \\*\\s*", " ");
        Matcher sentence = Pattern.compile("May import: (.*?)\\.( \\*/| |/|$)").matcher(info);
        assertTrue(sentence.find(), "the package-info of " + room + " needs a last sentence \"May import: …\"");
        return sentence.group(1).trim().split("; ");
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
