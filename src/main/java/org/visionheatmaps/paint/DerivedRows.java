package org.visionheatmaps.paint;

/** Rows that are made of other rows, one of each: of the same width, components and dtype, unless they say otherwise. */
abstract class DerivedRows implements Rows {
    /** What they are made of. */
    final Rows source;

    DerivedRows(Rows source) {
        this.source = source;
    }

    @Override
    public final int height() {
        return source.height();
    }

    @Override
    public final int width() {
        return source.width();
    }

    @Override
    public int components() {
        return source.components();
    }

    @Override
    public boolean isFloat() {
        return source.isFloat();
    }
}
