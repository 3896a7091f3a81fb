package org.visionheatmaps.cli.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML as nodes with their lines. Nothing is built from tags, and aliases are not expanded. */
final class Yaml {
    /** A file of options or rules has four levels. */
    static final int MAX_DEPTH = 16;

    private Yaml() {}

    /**
     * The mapping that a text is; nothing if it has no document or the document is null.
     *
     * @param label of the file, for messages
     * @param example of what is needed
     * @throws IllegalArgumentException if it is not YAML, too deep, or something else than a mapping
     */
    static Optional<MappingNode> mapping(String label, String text, String example) {
        LoadSettings settings = LoadSettings.builder().setLabel(label).build();
        Optional<Node> root;
        try {
            checkDepth(label, settings, text);
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
            throw new IllegalArgumentException(
                    label + ", line " + line(e.getProblemMark()) + ", is not YAML: " + problem, e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(label + " is not YAML: " + e.getMessage(), e);
        }
        if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (root.get() instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        throw new IllegalArgumentException(label + ", line " + line(root.get().getStartMark()) + ": needs " + example);
    }

    /** Composing nodes recurses, parsing events does not. */
    private static void checkDepth(String label, LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException(label + ", line " + line(event.getStartMark())
                        + ": lists and mappings nest at most " + MAX_DEPTH + " deep");
            }
        }
    }

    /** The line of a mark, from 1. */
    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
