package org.visionheatmaps.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.visionheatmaps.io.arrow.ArrowColumn;
import org.visionheatmaps.io.value.Float16;

/** Columns whose values are of one width. */
final class NumberVectors {
    private NumberVectors() {}

    /** Bits. */
    static final class OfBooleans extends ArrowVector {
        OfBooleans(DataType type, ArrowColumn column) {
            super(type, column);
        }

        @Override
        public boolean getBoolean(int row) {
            return column().bit(row);
        }
    }

    /** Whole numbers of any width, also those that count days or a dictionary's values. */
    static class OfIntegers extends ArrowVector {
        private final int bits;
        private final boolean signed;

        OfIntegers(DataType type, ArrowColumn column, ArrowType.Int as) {
            super(type, column);
            this.bits = as.getBitWidth();
            this.signed = as.getIsSigned();
        }

        @Override
        public final byte getByte(int row) {
            return (byte) getLong(row);
        }

        @Override
        public final short getShort(int row) {
            return (short) getLong(row);
        }

        @Override
        public final int getInt(int row) {
            return (int) getLong(row);
        }

        @Override
        public long getLong(int row) {
            ByteBuffer numbers = column().numbers();
            return switch (bits) {
                case Byte.SIZE -> signed ? numbers.get(row) : numbers.get(row) & 0xFFL;
                case Short.SIZE ->
                    signed ? numbers.getShort(row * Short.BYTES) : numbers.getShort(row * Short.BYTES) & 0xFFFFL;
                case Integer.SIZE ->
                    signed ? numbers.getInt(row * Integer.BYTES) : numbers.getInt(row * Integer.BYTES) & 0xFFFFFFFFL;
                default -> numbers.getLong(row * Long.BYTES);
            };
        }

        /** Of unsigned 64-bit numbers. */
        @Override
        public final Decimal getDecimal(int row, int precision, int scale) {
            long value = getLong(row);
            BigInteger unsigned = BigInteger.valueOf(value);
            if (value < 0) {
                unsigned = unsigned.add(BigInteger.ONE.shiftLeft(Long.SIZE));
            }
            return Decimal.apply(new BigDecimal(unsigned), precision, scale);
        }
    }

    /** Dates, times and spans, in the unit that Spark counts in: days or microseconds. */
    static final class OfTimes extends OfIntegers {
        private final long numerator;
        private final long denominator;

        private OfTimes(DataType type, ArrowColumn column, int bits, long numerator, long denominator) {
            super(type, column, new ArrowType.Int(bits, true));
            this.numerator = numerator;
            this.denominator = denominator;
        }

        static OfTimes dates(DataType type, ArrowColumn column, DateUnit unit) {
            return unit == DateUnit.DAY
                    ? new OfTimes(type, column, Integer.SIZE, 1, 1)
                    : new OfTimes(type, column, Long.SIZE, 1, 86_400_000);
        }

        /** Nanoseconds lose their last three digits. */
        static OfTimes micros(DataType type, ArrowColumn column, TimeUnit unit) {
            return switch (unit) {
                case SECOND -> new OfTimes(type, column, Long.SIZE, 1_000_000, 1);
                case MILLISECOND -> new OfTimes(type, column, Long.SIZE, 1000, 1);
                case MICROSECOND -> new OfTimes(type, column, Long.SIZE, 1, 1);
                case NANOSECOND -> new OfTimes(type, column, Long.SIZE, 1, 1000);
            };
        }

        @Override
        public long getLong(int row) {
            return Math.floorDiv(Math.multiplyExact(super.getLong(row), numerator), denominator);
        }
    }

    /** Decimals of any width. */
    static final class OfDecimals extends ArrowVector {
        private final int scale;

        OfDecimals(DataType type, ArrowColumn column, int scale) {
            super(type, column);
            this.scale = scale;
        }

        @Override
        public Decimal getDecimal(int row, int precision, int wantedScale) {
            byte[] value = new byte[column().length(row)];
            for (int i = 0; i < value.length; i++) {
                value[value.length - 1 - i] = column().numbers().get(column().start(row) + i);
            }
            return Decimal.apply(new BigDecimal(new BigInteger(value), scale), precision, wantedScale);
        }
    }

    /** Halves, as floats. */
    static final class OfHalves extends ArrowVector {
        OfHalves(DataType type, ArrowColumn column) {
            super(type, column);
        }

        @Override
        public float getFloat(int row) {
            return Float16.toFloat(column().numbers().getShort(row * Short.BYTES));
        }
    }

    /** Floats; many at once are one copy. */
    static final class OfFloats extends ArrowVector {
        OfFloats(DataType type, ArrowColumn column) {
            super(type, column);
        }

        @Override
        public float getFloat(int row) {
            return column().numbers().getFloat(row * Float.BYTES);
        }

        @Override
        public float[] getFloats(int row, int count) {
            float[] values = new float[count];
            column().numbers().asFloatBuffer().get(row, values);
            return values;
        }
    }

    /** Doubles; many at once are one copy. */
    static final class OfDoubles extends ArrowVector {
        OfDoubles(DataType type, ArrowColumn column) {
            super(type, column);
        }

        @Override
        public double getDouble(int row) {
            return column().numbers().getDouble(row * Double.BYTES);
        }

        @Override
        public double[] getDoubles(int row, int count) {
            double[] values = new double[count];
            column().numbers().asDoubleBuffer().get(row, values);
            return values;
        }
    }
}
