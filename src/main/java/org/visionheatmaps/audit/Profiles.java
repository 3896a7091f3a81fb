package org.visionheatmaps.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.stats.VarInt;

/** Profiles by group. They merge by adding, in any order; coarser groups are sums of these. */
public final class Profiles {
    /** More groups than this are a mistake in the choice of columns. */
    public static final int MAX_GROUPS = 1000;

    private final List<String> columns;
    private final SortedMap<Group, Profile> groups = new TreeMap<>();

    /**
     * @param columns that make groups
     */
    public Profiles(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    public List<String> columns() {
        return columns;
    }

    public SortedMap<Group, Profile> groups() {
        return groups;
    }

    /**
     * The profile of a group, made if need be.
     *
     * @throws IllegalArgumentException if there are too many groups
     */
    public Profile of(Group group) {
        Profile profile = groups.get(group);
        if (profile == null) {
            if (groups.size() == MAX_GROUPS) {
                throw new IllegalArgumentException("The columns " + columns + " make more than " + MAX_GROUPS
                        + " groups: choose others with --by, or in the rules");
            }
            profile = new Profile();
            groups.put(group, profile);
        }
        return profile;
    }

    /**
     * Profiles of the groups by fewer columns.
     *
     * @param by some of the columns
     */
    public SortedMap<Group, Profile> by(List<String> by) {
        List<Integer> places = places(by);
        SortedMap<Group, Profile> merged = new TreeMap<>();
        groups.forEach((group, profile) -> {
            List<String> values = new ArrayList<>();
            places.forEach(place -> values.add(group.values().get(place)));
            merged.computeIfAbsent(new Group(values), key -> new Profile()).add(profile);
        });
        if (by.isEmpty()) {
            merged.computeIfAbsent(Group.ALL, key -> new Profile());
        }
        return merged;
    }

    /** Where columns stand in the groups. */
    List<Integer> places(List<String> by) {
        return by.stream().map(columns::indexOf).toList();
    }

    /** Adds other profiles of the same columns. */
    public void add(Profiles other) {
        other.groups.forEach((group, profile) -> of(group).add(profile));
    }

    /** Equal profiles give equal bytes. */
    void write(ByteArrayOutputStream out) {
        VarInt.write(out, groups.size());
        groups.forEach((group, profile) -> {
            group.values().forEach(value -> Texts.write(out, value));
            profile.write(out);
        });
    }

    /** Adds what {@link #write} wrote. */
    void addFrom(ByteBuffer in) {
        for (long left = VarInt.read(in); left > 0; left--) {
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(Texts.read(in)));
            of(new Group(values)).addFrom(in);
        }
    }
}
