package org.visionheatmaps.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.text.EnumName;
import org.visionheatmaps.text.NearestName;

/** Reads the rules of an audit from YAML, see {@code conf/audit.yaml}. */
public final class RulesFile {
    private static final String BUILT_IN = "audit.yaml";
    private static final List<String> KEYS = List.of("check", "level", "by", "name");

    private final String label;

    private RulesFile(String label) {
        this.label = label;
    }

    /** The rules that hold by default. */
    public static List<Rule> builtIn() {
        try (InputStream resource = RulesFile.class.getResourceAsStream(BUILT_IN)) {
            return parse(BUILT_IN, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The rules in this jar cannot be read", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if there is no such file, or it has no such rules; the message says where
     */
    public static List<Rule> read(String file) {
        return parse(file, new TextFile(file).read("file of rules"));
    }

    /** Whether a local file has rules that can be read. */
    static boolean isOne(String file) {
        try {
            return !read(file).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Reads the text of a file. */
    public static List<Rule> parse(String label, String text) {
        RulesFile file = new RulesFile(label);
        String example = "'rules:' and a list of rules, each with a 'check'";
        MappingNode mapping = Yaml.mapping(label, text, example)
                .orElseThrow(() -> new IllegalArgumentException(label + " needs " + example + ", but is empty"));
        List<Rule> rules = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = file.key(tuple, keys);
            if (!key.equals("rules")) {
                throw file.error(
                        tuple.getKeyNode(),
                        "unknown key '" + key + "': a file of rules has only 'rules'; options stand in a file for "
                                + ConfigFile.OPTION);
            }
            if (!(tuple.getValueNode() instanceof SequenceNode list)) {
                throw file.error(tuple.getKeyNode(), "'rules' needs a list, each line with a dash");
            }
            list.getValue().forEach(node -> rules.add(file.rule(node)));
        }
        return rules;
    }

    private Rule rule(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(node, "a rule needs keys, such as 'check: finite_share >= 1'");
        }
        String check = null;
        Node checkNode = node;
        Rule.Level level = Rule.Level.ERROR;
        List<String> by = List.of();
        Optional<String> name = Optional.empty();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node value = tuple.getValueNode();
            String key = key(tuple, keys);
            switch (key) {
                case "check" -> {
                    check = scalar(value);
                    checkNode = value;
                }
                case "level" -> level = level(value);
                case "by" -> by = names(value);
                case "name" -> name = Optional.of(scalar(value));
                default ->
                    throw error(
                            tuple.getKeyNode(),
                            "unknown key '" + key + "'" + NearestName.hint(key, KEYS) + " (there are: "
                                    + String.join(", ", KEYS) + ")");
            }
        }
        if (check == null) {
            throw error(node, "a rule needs a 'check', such as 'check: finite_share >= 1'");
        }
        try {
            return new Rule(check, level, by, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(error(checkNode, e.getMessage()).getMessage(), e);
        }
    }

    private String key(NodeTuple tuple, Set<String> before) {
        String key = scalar(tuple.getKeyNode());
        if (!before.add(key)) {
            throw error(tuple.getKeyNode(), "'" + key + "' stands there twice");
        }
        return key;
    }

    private Rule.Level level(Node node) {
        try {
            return EnumName.of(Rule.Level.class, scalar(node));
        } catch (IllegalArgumentException e) {
            throw error(node, e.getMessage());
        }
    }

    private List<String> names(Node node) {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(this::scalar).toList()
                : List.of(scalar(node));
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(node, "a text or a number is needed");
    }

    private IllegalArgumentException error(Node node, String problem) {
        return new IllegalArgumentException(label + ", line " + Yaml.line(node.getStartMark()) + ": " + problem);
    }
}
