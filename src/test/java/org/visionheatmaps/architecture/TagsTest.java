package org.visionheatmaps.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the tags of tests promise: {@code fast} needs no Spark, {@code spark} does, {@code externals} needs other programs. */
@Tag("fast")
class TagsTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("org.visionheatmaps");

    @Test
    void everyTestClassCarriesATag() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<Path> untagged = files.filter(file -> file.toString().matches(".*(Test|IT|Fuzz)\\.java"))
                    .filter(file -> !read(file).contains("@Tag(\""))
                    .toList();
            assertEquals(List.of(), untagged, "test classes without @Tag(\"fast\"), \"spark\" or \"externals\"");
        }
    }

    @Test
    void fastTestsStartNoSpark() {
        noClasses()
                .that(describe("are tagged fast", TagsTest::isFast))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.spark..", "org.visionheatmaps.spark.."))
                .check(CLASSES);
    }

    private static boolean isFast(JavaClass type) {
        return type.isAnnotatedWith(Tag.class)
                && type.getAnnotationOfType(Tag.class).value().equals("fast");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
