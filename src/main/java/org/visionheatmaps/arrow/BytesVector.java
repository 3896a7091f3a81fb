package org.visionheatmaps.arrow;

import java.nio.ByteBuffer;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.io.arrow.ArrowColumn;

/** Strings and binary values. A string points into the window; a binary value is one copy. */
final class BytesVector extends ArrowVector {
    BytesVector(DataType type, ArrowColumn column) {
        super(type, column);
    }

    @Override
    public UTF8String getUTF8String(int row) {
        ByteBuffer data = column().data(row);
        return UTF8String.fromBytes(data.array(), data.arrayOffset() + column().start(row), column().length(row));
    }

    @Override
    public byte[] getBinary(int row) {
        byte[] bytes = new byte[column().length(row)];
        column().data(row).get(column().start(row), bytes);
        return bytes;
    }
}
