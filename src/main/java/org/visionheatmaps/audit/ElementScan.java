package org.visionheatmaps.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.pipeline.Group;

/**
 * What rules want to know of each element, found in one look at all of them. Parts of a dataset are looked at anywhere, and merge in any
 * order.
 */
public final class ElementScan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Selector> selectors;
    private final List<SortedMap<Group, Offenders>> found = new ArrayList<>();

    /**
     * Elements to pick.
     *
     * @param columns places in the audit's groups of what makes the rule's groups
     * @param conditions by the rule's groups
     * @param picksViolations whether elements are picked that do not fulfil it, rather than those that do
     */
    record Selector(List<Integer> columns, SortedMap<Group, Condition> conditions, boolean picksViolations)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        Group within(Group group) {
            return new Group(columns.stream().map(group.values()::get).toList());
        }
    }

    ElementScan(List<Selector> selectors) {
        this.selectors = List.copyOf(selectors);
        selectors.forEach(selector -> found.add(new TreeMap<>()));
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return selectors.isEmpty();
    }

    /** The same that has seen nothing. */
    public ElementScan begin() {
        return new ElementScan(selectors);
    }

    /** Looks at an element. */
    public void see(AuditedElement element) {
        for (int s = 0; s < selectors.size(); s++) {
            Selector selector = selectors.get(s);
            Group group = selector.within(element.group());
            Condition condition = selector.conditions().get(group);
            if (condition == null) {
                continue;
            }
            double left = condition.left().value(null, element);
            double right = condition.right().value(null, element);
            if (Double.isNaN(left) || Double.isNaN(right)) {
                continue;
            }
            double excess = condition.comparison().excess(left, right);
            boolean holds = condition.comparison().holds(left, right);
            found.get(s)
                    .computeIfAbsent(group, key -> new Offenders())
                    .see(
                            new Offenders.Found(
                                    element.id(), left, right, selector.picksViolations() ? excess : -excess),
                            holds != selector.picksViolations());
        }
    }

    /** What a selector found in a group. */
    Offenders found(int selector, Group group) {
        return found.get(selector).getOrDefault(group, new Offenders());
    }

    /** Adds what another part {@linkplain #encode wrote}. */
    @SuppressWarnings("unchecked")
    public void add(byte[] encoded) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(encoded))) {
            List<SortedMap<Group, Offenders>> theirs = (List<SortedMap<Group, Offenders>>) in.readObject();
            for (int s = 0; s < selectors.size(); s++) {
                SortedMap<Group, Offenders> ours = found.get(s);
                theirs.get(s).forEach((group, offenders) -> ours.computeIfAbsent(group, key -> new Offenders())
                        .add(offenders));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Tasks run another version of this software", e);
        }
    }

    /** What was found, as bytes. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
