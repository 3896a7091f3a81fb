package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Every class, method and field that the job's jar refers to is there in the oldest Spark that it runs on, Spark 3.5 with Scala 2.12, but
 * for those that are used only where they are; and all are there in each later one that {@code scripts/spark-versions} has installed, with
 * the jars of its distribution.
 */
@Tag("fast")
class OldestSparkIT {
    /** The classes that use what is newer, each of which is loaded, or whose method is called, only where that works. */
    private static final Map<String, List<String>> NEWER = Map.of(
            "org/visionheatmaps/io/arrow/VectoredRead",
            List.of("class org/apache/hadoop/fs/FileRange", "org/apache/hadoop/fs/FSDataInputStream.readVectored"),
            "org/visionheatmaps/spark/input/row/TryCast$OfSpark",
            List.of("org/apache/spark/sql/Column.try_cast"),
            "org/visionheatmaps/spark/input/NumberedPartitions$ByIds",
            List.of("org/apache/spark/sql/Dataset.repartitionById"),
            "org/visionheatmaps/sql/FunctionDescriptions",
            List.of("org/apache/spark/sql/SparkSessionExtensions.injectHintResolutionRule"),
            // Loaded as the catalog that a user names, from 4.0 on.
            "org/visionheatmaps/sql/procedure/HeatmapProcedures",
            List.of(
                    "class org/apache/spark/sql/connector/catalog/ProcedureCatalog",
                    "class org/apache/spark/sql/connector/catalog/procedures/UnboundProcedure"),
            "org/visionheatmaps/sql/procedure/CommandProcedure",
            List.of(
                    "class org/apache/spark/sql/connector/catalog/procedures/BoundProcedure",
                    "class org/apache/spark/sql/connector/catalog/procedures/ProcedureParameter",
                    "class org/apache/spark/sql/connector/catalog/procedures/ProcedureParameter$Builder",
                    "class org/apache/spark/sql/connector/catalog/procedures/UnboundProcedure"),
            "org/visionheatmaps/sql/procedure/BoundCommand",
            List.of(
                    "class org/apache/spark/sql/connector/catalog/procedures/BoundProcedure",
                    "class org/apache/spark/sql/connector/catalog/procedures/ProcedureParameter"),
            // Of views, which Arrow 12 refuses when it reads a schema.
            "org/visionheatmaps/io/arrow/ArrowColumn",
            List.of(
                    "org/apache/arrow/flatbuf/RecordBatch.variadicBufferCounts",
                    "org/apache/arrow/flatbuf/RecordBatch.variadicBufferCountsLength"));

    /** From target/spark-versions to the jars: {@code 4.1/lib/python3.11/site-packages/pyspark/jars}. */
    private static final int DISTRIBUTION_DEPTH = 6;

    private final Map<String, Found> libraries = new HashMap<>();
    private final Map<String, Optional<Found>> platform = new HashMap<>();

    /** What a class has. */
    private static final class Found extends ClassVisitor {
        private final Set<String> members = new HashSet<>();
        private final List<String> parents = new ArrayList<>();

        Found(InputStream bytes) throws IOException {
            super(Opcodes.ASM9);
            new ClassReader(bytes).accept(this, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            if (parent != null) {
                parents.add(parent);
            }
            parents.addAll(List.of(interfaces));
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            members.add(name + type);
            return null;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
            members.add(name + ":" + type);
            return null;
        }
    }

    @Test
    void nothingIsMissedThere() throws IOException {
        SortedMap<String, SortedSet<String>> expected = new TreeMap<>();
        NEWER.forEach((name, members) -> expected.put(name, new TreeSet<>(members)));
        assertEquals(
                expected,
                missing(Distribution.home().resolveSibling("oldest-spark")),
                "missing in Spark 3.5, by class");
    }

    static List<Path> installed() throws IOException {
        Path versions = Distribution.home().resolveSibling("spark-versions");
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.find(
                versions,
                DISTRIBUTION_DEPTH,
                (folder, attributes) -> folder.endsWith("pyspark/jars") || folder.endsWith("3.5-scala2.13/jars"))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("installed")
    void laterVersionsMissNothingOrTheSame(Path jars) throws IOException {
        SortedMap<String, SortedSet<String>> missing = missing(jars);
        missing.forEach((name, members) -> {
            assertTrue(NEWER.containsKey(name), name + " misses " + members);
            assertTrue(NEWER.get(name).containsAll(members), name + " misses " + members);
        });
        assertTrue(
                missing.isEmpty()
                        || jars.toString().contains("/3.5")
                        || jars.toString().contains("/4.0/"),
                missing.toString());
    }

    private SortedMap<String, SortedSet<String>> missing(Path folder) throws IOException {
        Path jar = Distribution.home().resolve("vision-heatmaps-job.jar");
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path library :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                add(library);
            }
        }
        add(jar);
        SortedMap<String, SortedSet<String>> missing = new TreeMap<>();
        try (JarFile classes = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(classes.entries())) {
                String name = entry.getName().replace(".class", "");
                boolean isOurs = entry.getName().endsWith(".class")
                        && name.startsWith("org/visionheatmaps/")
                        && !name.contains("/shaded/");
                if (isOurs) {
                    References references = new References();
                    new ClassReader(classes.getInputStream(entry)).accept(references, ClassReader.SKIP_DEBUG);
                    if (!references.missing.isEmpty()) {
                        missing.put(name, references.missing);
                    }
                }
            }
        }
        return missing;
    }

    private void add(Path jar) throws IOException {
        try (JarFile classes = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(classes.entries())) {
                if (entry.getName().endsWith(".class")
                        && !entry.getName().startsWith("META-INF/")
                        && !entry.getName().endsWith("module-info.class")) {
                    libraries.putIfAbsent(
                            entry.getName().replace(".class", ""), new Found(classes.getInputStream(entry)));
                }
            }
        }
    }

    private Optional<Found> find(String name) {
        Found found = libraries.get(name);
        return found != null
                ? Optional.of(found)
                : platform.computeIfAbsent(name, any -> {
                    try (InputStream bytes =
                            ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
                        return bytes == null ? Optional.empty() : Optional.of(new Found(bytes));
                    } catch (IOException e) {
                        throw new IllegalStateException(name, e);
                    }
                });
    }

    private boolean has(String owner, String member) {
        Optional<Found> found = find(owner);
        return found.isPresent()
                && (found.get().members.contains(member)
                        || found.get().parents.stream().anyMatch(parent -> has(parent, member)));
    }

    /** What a class refers to and is not there. */
    private final class References extends ClassVisitor {
        private final SortedSet<String> missing = new TreeSet<>();
        private boolean isSwitchMap;

        References() {
            super(Opcodes.ASM9);
        }

        private void type(Type type) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT
                    && find(element.getInternalName()).isEmpty()) {
                missing.add("class " + element.getInternalName());
            }
        }

        private void signature(String descriptor) {
            type(Type.getReturnType(descriptor));
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                type(argument);
            }
        }

        private void member(String owner, String name, String descriptor) {
            // Handles of variables have whatever signature the call has.
            if (owner.startsWith("[") || owner.equals("java/lang/invoke/VarHandle")) {
                return;
            }
            type(Type.getObjectType(owner));
            String member = name + (descriptor.startsWith("(") ? "" : ":") + descriptor;
            if (find(owner).isPresent() && !has(owner, member)) {
                missing.add(owner + "." + name);
            }
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type(Type.getObjectType(parent));
            for (String implemented : interfaces) {
                type(Type.getObjectType(implemented));
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
            // The compiler has such classes miss constants of an enum without harm.
            isSwitchMap |= name.startsWith("$SwitchMap$");
            type(Type.getType(type));
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            signature(type);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int code, String owner, String called, String descriptor, boolean is) {
                    member(owner, called, descriptor);
                    signature(descriptor);
                }

                @Override
                public void visitFieldInsn(int code, String owner, String field, String descriptor) {
                    if (!isSwitchMap) {
                        member(owner, field, descriptor);
                    }
                }

                @Override
                public void visitTypeInsn(int code, String named) {
                    type(Type.getObjectType(named));
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle maker, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            member(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }
            };
        }
    }
}
