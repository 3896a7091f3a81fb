package org.visionheatmaps.cli.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a YAML mapping of names to texts or lists of texts, as they are written: {@code 1e3} stays {@code 1e3}. */
public final class YamlOptions {
    private YamlOptions() {}

    /**
     * One line of the mapping.
     *
     * @param key as written
     * @param values none for an empty value
     * @param line from 1
     */
    record Entry(String key, List<String> values, int line) {
        Entry {
            values = List.copyOf(values);
        }

        /** {@code conf/render.yaml, line 3}. */
        String place(String file) {
            return file + ", line " + line;
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if there is no such file or it is no such mapping; the message says where
     */
    static List<Entry> read(String file) {
        return parse(file, new TextFile(file).read("file"));
    }

    /** Reads the text of a file. */
    public static List<Entry> parse(String file, String text) {
        Optional<MappingNode> mapping = Yaml.mapping(file, text, "lines such as 'format: png'");
        if (mapping.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.get().getValue()) {
            Entry entry = new Entry(
                    scalar(file, tuple.getKeyNode()), values(file, tuple.getValueNode()), line(tuple.getKeyNode()));
            if (!keys.add(entry.key())) {
                throw new IllegalArgumentException(entry.place(file) + ": '" + entry.key() + "' stands there twice");
            }
            entries.add(entry);
        }
        return entries;
    }

    private static List<String> values(String file, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(item -> scalar(file, item)).toList();
        }
        return node.getTag().equals(Tag.NULL) ? List.of() : List.of(scalar(file, node));
    }

    private static String scalar(String file, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new IllegalArgumentException(
                file + ", line " + line(node) + ": a text, a number or a list of them is needed");
    }

    private static int line(Node node) {
        return Yaml.line(node.getStartMark());
    }
}
