package org.visionheatmaps.io.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schemas that Arrow's library takes as they are. */
@Tag("fast")
class SchemaCheckTest {
    private static final ArrowType NUMBER = new ArrowType.Int(32, true);

    @Test
    void columnsThatShareTheirBytesAreCountedEachTime() {
        // Eight times eight times eight times eight columns, in bytes for four.
        IllegalArgumentException refused = refused(sharing(4));
        assertTrue(refused.getMessage().contains("more columns than its bytes can hold"), refused.getMessage());
        assertEquals(1, checked(sharing(1)).getFields().size());
    }

    @Test
    void columnsInOneAnotherAreReadToADepthOfSixtyFour() {
        assertEquals(1, checked(of(nested(64))).getFields().size());
        IllegalArgumentException refused = refused(of(nested(65)));
        assertTrue(refused.getMessage().contains("more than 64 deep"), refused.getMessage());
    }

    @Test
    void aColumnHasThePartsThatItsTypeNeeds() {
        Field number = field("number", NUMBER);
        for (ArrowType list : List.of(
                new ArrowType.List(),
                new ArrowType.LargeList(),
                new ArrowType.FixedSizeList(3),
                new ArrowType.ListView(),
                new ArrowType.LargeListView())) {
            assertEquals(1, checked(of(field("list", list, number))).getFields().size());
            assertWrongParts("is a " + list + " of 0 types", field("list", list));
            assertWrongParts("is a " + list + " of 2 types", field("list", list, number, number));
        }
        assertWrongParts("of 1 types", field("runs", new ArrowType.RunEndEncoded(), number));
        Field entries = field("entries", new ArrowType.Struct(), number);
        assertWrongParts("is a map whose entries have 1 parts", field("map", new ArrowType.Map(false), entries));
        assertWrongParts("has values of -1 parts", field("list", new ArrowType.FixedSizeList(-1), number));
        assertWrongParts("of 0 types", field("inner", new ArrowType.Struct(), field("list", new ArrowType.List())));
    }

    @Test
    void numbersHaveTheBitsOfAType() {
        for (int bits : new int[] {0, 4, 24, 128, -8}) {
            assertWrongParts("has numbers of " + bits + " bits", field("number", new ArrowType.Int(bits, true)));
        }
        for (int bits : new int[] {8, 16, 32, 64}) {
            assertEquals(
                    1,
                    checked(of(field("number", new ArrowType.Int(bits, false))))
                            .getFields()
                            .size());
        }
    }

    private static void assertWrongParts(String words, Field field) {
        IllegalArgumentException refused = refused(of(field));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private static IllegalArgumentException refused(FlatBufferBuilder schema) {
        return assertThrows(IllegalArgumentException.class, () -> checked(schema));
    }

    private static org.apache.arrow.vector.types.pojo.Schema checked(FlatBufferBuilder schema) {
        return SchemaCheck.checked(
                Schema.getRootAsSchema(schema.dataBuffer()), schema.dataBuffer().remaining());
    }

    private static Field field(String name, ArrowType type, Field... parts) {
        return new Field(name, FieldType.nullable(type), List.of(parts));
    }

    private static Field nested(int depth) {
        Field field = field("number", NUMBER);
        for (int d = 1; d < depth; d++) {
            field = field("s", new ArrowType.Struct(), field);
        }
        return field;
    }

    private static FlatBufferBuilder of(Field field) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        builder.finish(
                new org.apache.arrow.vector.types.pojo.Schema(Collections.singletonList(field)).getSchema(builder));
        return builder;
    }

    /** Structures in one another, each of the same part eight times. */
    private static FlatBufferBuilder sharing(int levels) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int type = Int.createInt(builder, 32, true);
        int part = field(builder, Type.Int, type, new int[0]);
        for (int level = 0; level < levels; level++) {
            Struct_.startStruct_(builder);
            int struct = Struct_.endStruct_(builder);
            part = field(builder, Type.Struct_, struct, new int[] {part, part, part, part, part, part, part, part});
        }
        int fields = Schema.createFieldsVector(builder, new int[] {part});
        Schema.startSchema(builder);
        Schema.addFields(builder, fields);
        builder.finish(Schema.endSchema(builder));
        return builder;
    }

    private static int field(FlatBufferBuilder builder, byte id, int type, int[] parts) {
        int name = builder.createString("x");
        int children = org.apache.arrow.flatbuf.Field.createChildrenVector(builder, parts);
        return org.apache.arrow.flatbuf.Field.createField(builder, name, true, id, type, 0, children, 0);
    }
}
