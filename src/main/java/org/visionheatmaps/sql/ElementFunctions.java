package org.visionheatmaps.sql;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A function of SQL before Spark binds it to the types of its arguments.
 *
 * @param name as in SQL
 * @param work what it makes of an element
 * @param isTried whether it is the {@code try_} variant, which gives NULL where an element cannot be used
 * @param defaults where a call's options say nothing else
 */
record ElementFunctions(String name, FunctionKind work, boolean isTried, FunctionOptions defaults)
        implements UnboundFunction {
    @Override
    public String description() {
        return work.usage();
    }

    /**
     * @throws UnsupportedOperationException if the arguments do not fit; Spark shows the user its message
     */
    @Override
    public BoundFunction bind(StructType input) {
        StructField[] given = input.fields();
        int at = 0;
        DataType attribution = at < given.length ? given[at++].dataType() : null;
        if (!ElementValue.canBe(attribution)) {
            throw refused(
                    input,
                    "the first argument is no attribution: an array of numbers (nested or not), "
                            + "binary or struct<shape, data>");
        }
        int shape = at < given.length && isShape(given[at].dataType()) ? at++ : -1;
        int pipeline = at < given.length && given[at].dataType() instanceof StringType ? at++ : -1;
        boolean mayHaveImage = work.drawsPictures() && pipeline >= 0 && at < given.length;
        int image = mayHaveImage && isImage(given[at].dataType()) ? at++ : -1;
        int options = at < given.length && isOptions(given[at].dataType()) ? at++ : -1;
        if (at < given.length) {
            throw refused(
                    input,
                    "argument " + (at + 1) + " does not fit"
                            + (given[at].dataType() instanceof MapType
                                    ? ": options need map<string, string>, at the end"
                                    : ""));
        }
        if (pipeline < 0 && work.needsPipeline()) {
            throw refused(input, "there is no pipeline, such as 'NormReduction() |> ExtremaColormap() |> FlipImage()'");
        }
        if (shape < 0 && !ElementValue.carriesShape(attribution)) {
            throw refused(
                    input,
                    "the attribution is " + attribution.simpleString()
                            + ", which says nothing of its shape: give one, such as array(3, 224, 224)");
        }
        DataType[] types = Arrays.stream(given).map(StructField::dataType).toArray(DataType[]::new);
        if (shape >= 0) {
            types[shape] = DataTypes.createArrayType(DataTypes.IntegerType);
        }
        if (image >= 0 && types[image] instanceof NullType) {
            types[image] = DataTypes.BinaryType;
        }
        return new ElementFunction(
                name,
                types,
                work,
                isTried,
                new ElementValue(attribution, shape),
                new ElementFunction.Places(pipeline, options),
                image < 0 ? null : new ImageArgument(types[image], image),
                defaults);
    }

    static boolean isShape(DataType type) {
        return type instanceof ArrayType array && array.elementType() instanceof IntegralType;
    }

    private static boolean isImage(DataType type) {
        return ImageArgument.canBe(type) || type instanceof NullType;
    }

    private static boolean isOptions(DataType type) {
        return type instanceof MapType map
                && map.keyType() instanceof StringType
                && map.valueType() instanceof StringType;
    }

    private UnsupportedOperationException refused(StructType input, String why) {
        String came = Arrays.stream(input.fields())
                .map(field -> field.dataType().simpleString())
                .collect(Collectors.joining(", "));
        return new UnsupportedOperationException(name + "(" + came + "): " + why + ". Usage: " + work.usage());
    }
}
