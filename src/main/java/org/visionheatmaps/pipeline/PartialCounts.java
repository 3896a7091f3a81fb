package org.visionheatmaps.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.visionheatmaps.stats.Counts;
import org.visionheatmaps.stats.VarInt;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** What a pass has counted of some elements, by group; adding those of other elements gives the counts of all. */
public final class PartialCounts {
    /** Groups are for methods or classes, not for elements. */
    static final int MAX_GROUPS = 10_000;

    private final Function<Group, Counts> factory;
    private final SortedMap<Group, Member> members = new TreeMap<>();
    private final SortedMap<String, Long> leftOut = new TreeMap<>();

    private static final class Member {
        private final Counts counts;
        private long elements;

        Member(Counts counts) {
            this.counts = counts;
        }
    }

    /**
     * @param factory makes the counts of a group, empty
     */
    PartialCounts(Function<Group, Counts> factory) {
        this.factory = factory;
    }

    private Member member(Group group) {
        Member member = members.get(group);
        if (member == null) {
            if (members.size() == MAX_GROUPS) {
                throw new IllegalArgumentException(
                        "A fit takes at most " + MAX_GROUPS + " groups, but " + group.values()
                                + " is one more: group by a column of fewer values, or leave out dataset(...) to fit each image");
            }
            member = new Member(factory.apply(group));
            members.put(group, member);
        }
        return member;
    }

    void count(Group group, Tensor values) {
        Counts counts = member(group).counts;
        counts.add(values);
        member(group).elements++;
    }

    /** Counts an element that is not part of the statistics, since it cannot be drawn. */
    public void leaveOut(BadDataException.Reason reason) {
        leftOut.merge(reason.text(), 1L, Long::sum);
    }

    SortedMap<String, Long> leftOut() {
        return Collections.unmodifiableSortedMap(leftOut);
    }

    /** The groups of which at least one element counts. */
    List<Group> groups() {
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().elements > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    Counts of(Group group) {
        return members.get(group).counts;
    }

    long elements(Group group) {
        return members.get(group).elements;
    }

    /** These counts as bytes; equal counts give equal bytes. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VarInt.write(out, leftOut.size());
        leftOut.forEach((reason, count) -> {
            write(out, reason);
            VarInt.write(out, count);
        });
        VarInt.write(out, members.size());
        members.forEach((group, member) -> {
            VarInt.write(out, group.values().size());
            group.values().forEach(value -> write(out, value));
            VarInt.write(out, member.elements);
            member.counts.write(out);
        });
        return out.toByteArray();
    }

    /** Adds counts of the same pass that {@link #encode} wrote. */
    public void add(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        for (long reasons = VarInt.read(in); reasons > 0; reasons--) {
            leftOut.merge(readText(in), VarInt.read(in), Long::sum);
        }
        for (long groups = VarInt.read(in); groups > 0; groups--) {
            List<String> values = new ArrayList<>();
            for (long columns = VarInt.read(in); columns > 0; columns--) {
                values.add(readText(in));
            }
            Member member = member(new Group(values));
            member.elements += VarInt.read(in);
            member.counts.addFrom(in);
        }
    }

    /** The length and one more, then the characters; 0 for null. */
    private static void write(ByteArrayOutputStream out, String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        VarInt.write(out, text == null ? 0 : bytes.length + 1);
        out.write(bytes, 0, bytes.length);
    }

    private static String readText(ByteBuffer in) {
        int length = (int) VarInt.read(in);
        if (length == 0) {
            return null;
        }
        byte[] bytes = new byte[length - 1];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
