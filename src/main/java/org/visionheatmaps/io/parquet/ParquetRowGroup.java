package org.visionheatmaps.io.parquet;

import java.io.IOException;
import org.visionheatmaps.io.value.ByteSource;
import org.visionheatmaps.io.value.NestedShape;
import org.visionheatmaps.io.value.NumberMemory;

/** The rows of one column in a row group, from first to last. */
final class ParquetRowGroup {
    private final ParquetLeaf leaf;
    private final ColumnPages pages;
    private final NestedShape shape;
    private final int present;
    /** The next row, counted in the row group. */
    private long next;
    /** What is left of the page. */
    private int levels;

    ParquetRowGroup(ParquetLeaf leaf, ColumnPages pages) {
        this.leaf = leaf;
        this.pages = pages;
        this.shape = leaf.depth() == 0 ? null : new NestedShape(leaf.depth());
        this.present = leaf.descriptor().getMaxDefinitionLevel();
    }

    /** The next row, counted in the row group. */
    long next() {
        return next;
    }

    /** Leaves out rows. */
    void skip(long rows) throws IOException {
        next += rows;
        if (leaf.depth() > 0) {
            for (long row = 0; row < rows; row++) {
                pass(null);
            }
            return;
        }
        for (long left = rows; left > 0; ) {
            requirePage();
            int count = (int) Math.min(levels, left);
            if (count < levels) {
                skipInPage(count);
            }
            levels -= count;
            left -= count;
        }
    }

    private void skipInPage(int count) throws IOException {
        LevelRuns definition = pages.definition();
        for (int left = count; left > 0; ) {
            int run = Math.min(definition.length(), left);
            if (definition.level() == present) {
                pages.values().skip(run);
            }
            definition.take(run);
            left -= run;
        }
    }

    private void requirePage() throws IOException {
        if (levels == 0) {
            if (!pages.next()) {
                throw new IllegalStateException("the column ends before row " + next + " of its row group");
            }
            levels = pages.levels();
        }
    }

    /** The bytes of the next row, to be taken before another row is read; null if the row is null. */
    ByteSource bytes() throws IOException {
        requirePage();
        next++;
        levels--;
        LevelRuns definition = pages.definition();
        boolean isThere = definition.level() == present;
        definition.take(1);
        return isThere ? pages.values().bytes() : null;
    }

    /**
     * Reads the numbers of the next row.
     *
     * @return the sizes of the lists that they lie in
     */
    int[] numbers(NumberMemory memory) throws IOException {
        memory.clear();
        next++;
        shape.begin();
        pass(memory);
        return shape.end();
    }

    /** Passes over a row, and keeps its numbers if there is memory for them. */
    private void pass(NumberMemory memory) throws IOException {
        requirePage();
        boolean isFirst = true;
        while (true) {
            if (levels == 0) {
                if (!pages.next()) {
                    return;
                }
                levels = pages.levels();
            }
            int repeated = pages.repetition().level();
            if (repeated == 0 && !isFirst) {
                return;
            }
            int run = Math.min(levels, pages.definition().length());
            run = isFirst && repeated == 0
                    ? 1
                    : Math.min(run, pages.repetition().length());
            passRun(repeated, pages.definition().level(), run, memory);
            pages.repetition().take(run);
            pages.definition().take(run);
            levels -= run;
            isFirst = false;
        }
    }

    private void passRun(int repeated, int defined, int run, NumberMemory memory) throws IOException {
        if (defined == present) {
            if (memory == null) {
                pages.values().skip(run);
            } else {
                pages.values().numbers(run, memory);
            }
        }
        if (memory == null) {
            return;
        }
        if (defined == present && repeated == leaf.depth()) {
            shape.more(run);
        } else {
            // From the third on, equal levels add to one list and nothing else: a few bytes may be billions of them.
            for (int i = 0; i < Math.min(run, 2); i++) {
                passOne(repeated, defined);
            }
            if (run > 2) {
                shape.again(repeated, run - 2, defined >= leaf.elementLevel(leaf.depth() - 1));
            }
        }
    }

    private void passOne(int repeated, int defined) {
        for (int list = 0; list < leaf.depth(); list++) {
            int element = leaf.elementLevel(list);
            if (defined < element) {
                if (defined == element - 1) {
                    shape.emptyList(repeated, list);
                } else {
                    shape.nullList(repeated, list);
                }
                return;
            }
        }
        if (defined == present) {
            shape.number(repeated);
        } else {
            shape.nullNumber(repeated);
        }
    }
}
