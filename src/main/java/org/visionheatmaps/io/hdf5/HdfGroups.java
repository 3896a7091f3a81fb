package org.visionheatmaps.io.hdf5;

import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/**
 * The groups of a file, read as they are needed: one that cannot be read does no harm to the others. Soft links are followed in the
 * file; links to other files are refused.
 */
final class HdfGroups {
    private static final long UNDEFINED = -1;
    private static final int SOFT_LINK = 2;
    private static final int MAX_SOFT_LINKS = 16;
    private static final int MAX_OBJECTS = 100_000;

    private final HdfStorage storage;
    private final long root;
    private final Map<Long, SortedMap<String, Target>> known = new HashMap<>();

    /** Where a name of a group leads: to an address, or by a soft link to a path, or to another file. */
    private record Target(long address, String softLink, String otherFile) {}

    HdfGroups(HdfStorage storage) {
        this.storage = storage;
        if (storage.getSuperblock() instanceof SuperblockV0V1 old) {
            this.root = new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress()).getObjectHeaderAddress();
        } else {
            this.root = ((SuperblockV2V3) storage.getSuperblock()).getRootGroupObjectHeaderAddress();
        }
    }

    /**
     * The object at a path; null if there is none.
     *
     * @throws BadDataException if the path leaves the file
     */
    ObjectHeader find(String path) {
        Deque<String> names = new ArrayDeque<>(names(path));
        Deque<Long> groups = new ArrayDeque<>(List.of(root));
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.pop();
            Target target = children(groups.peek()).get(name);
            if (target == null) {
                return null;
            }
            if (target.otherFile() != null) {
                throw new BadDataException(
                        Reason.BAD_FILE,
                        "'" + name + "' is a link to the file " + target.otherFile()
                                + ": other files are never followed, import that file");
            }
            if (target.softLink() == null) {
                groups.push(target.address());
                continue;
            }
            if (++links > MAX_SOFT_LINKS) {
                throw new BadDataException(Reason.BAD_FILE, "the links of " + path + " go in circles");
            }
            if (target.softLink().startsWith("/")) {
                groups.clear();
                groups.push(root);
            }
            List<String> more = names(target.softLink());
            for (int i = more.size() - 1; i >= 0; i--) {
                names.push(more.get(i));
            }
        }
        return header(groups.peek());
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    private ObjectHeader header(long address) {
        return ObjectHeader.readObjectHeader(storage, address);
    }

    /**
     * The paths of all datasets that hard links lead to, sorted, each object once; an object that cannot be read counts as one.
     *
     * @param group the path of the group to begin with
     * @param deep whether groups in it are searched
     */
    List<String> datasets(String group, boolean deep) {
        List<String> found = new ArrayList<>();
        ObjectHeader first = find(group);
        if (first != null) {
            String prefix = String.join("/", names(group));
            walk(first.getAddress(), prefix.isEmpty() ? "" : prefix + "/", deep, new HashSet<>(), found);
        }
        return found;
    }

    private void walk(long group, String prefix, boolean deep, Set<Long> seen, List<String> found) {
        seen.add(group);
        children(group).forEach((name, target) -> {
            if (target.softLink() != null || target.otherFile() != null || !seen.add(target.address())) {
                return;
            }
            if (seen.size() > MAX_OBJECTS) {
                throw new BadDataException(Reason.TOO_LARGE, "the file has more than " + MAX_OBJECTS + " objects");
            }
            if (isGroup(target.address())) {
                if (deep) {
                    walk(target.address(), prefix + name + "/", true, seen, found);
                }
            } else {
                found.add(prefix + name);
            }
        });
    }

    private boolean isGroup(long address) {
        try {
            ObjectHeader header = header(address);
            return !header.hasMessageOfType(DataSpaceMessage.class) && isGroup(header);
        } catch (RuntimeException e) {
            return false; // opening it says what is wrong
        }
    }

    private static boolean isGroup(ObjectHeader header) {
        return header.hasMessageOfType(LinkInfoMessage.class)
                || header.hasMessageOfType(LinkMessage.class)
                || header.hasMessageOfType(SymbolTableMessage.class);
    }

    private SortedMap<String, Target> children(long group) {
        SortedMap<String, Target> children = known.get(group);
        if (children == null) {
            children = new TreeMap<>();
            ObjectHeader header = header(group);
            if (header.hasMessageOfType(SymbolTableMessage.class)) {
                oldStyle(header.getMessageOfType(SymbolTableMessage.class), children);
            } else {
                newStyle(header, children);
            }
            known.put(group, children);
        }
        return children;
    }

    private void oldStyle(SymbolTableMessage table, Map<String, Target> children) {
        ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
        for (long node :
                BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
                boolean isLink = entry.getCacheType() == SOFT_LINK;
                children.put(
                        text(names, entry.getLinkNameOffset()),
                        new Target(
                                entry.getObjectHeaderAddress(),
                                isLink ? text(names, entry.getLinkValueOffset()) : null,
                                null));
            }
        }
    }

    private static String text(ByteBuffer names, int offset) {
        names.position(offset);
        return Utils.readUntilNull(names);
    }

    private void newStyle(ObjectHeader header, Map<String, Target> children) {
        List<LinkMessage> links = new ArrayList<>(header.getMessagesOfType(LinkMessage.class));
        if (header.hasMessageOfType(LinkInfoMessage.class)) {
            LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
            if (info.getBTreeNameIndexAddress() != UNDEFINED) {
                FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
                new BTreeV2<LinkNameForIndexedGroupRecord>(storage, info.getBTreeNameIndexAddress())
                        .getRecords()
                        .forEach(record ->
                                links.add(LinkMessage.fromBuffer(heap.getId(record.getId()), storage.getSuperblock())));
            }
        }
        for (LinkMessage link : links) {
            children.put(
                    link.getLinkName(),
                    switch (link.getLinkType()) {
                        case HARD -> new Target(link.getHardLinkAddress(), null, null);
                        case SOFT -> new Target(UNDEFINED, link.getSoftLink(), null);
                        case EXTERNAL -> new Target(UNDEFINED, null, link.getExternalFile());
                    });
        }
    }
}
