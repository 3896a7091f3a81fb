package org.visionheatmaps.sql;

import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.Product;
import scala.collection.Seq;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/** Finds the calls of functions in an analysed plan and lets them look at their constant arguments. */
final class ConstantArguments {
    private ConstantArguments() {}

    /**
     * @throws IllegalArgumentException if a function cannot work with a constant
     */
    static void check(LogicalPlan plan) {
        plan.foreach(node -> {
            node.transformExpressions(new EachExpression());
            return BoxedUnit.UNIT;
        });
    }

    /** Transforms nothing: of Spark's ways to visit expressions, the one whose signature is the same with all versions of Scala. */
    private static final class EachExpression extends AbstractPartialFunction<Expression, Expression> {
        @Override
        public boolean isDefinedAt(Expression expression) {
            return false;
        }

        @Override
        public <A extends Expression, B> B applyOrElse(A expression, Function1<A, B> unchanged) {
            check(expression);
            return unchanged.apply(expression);
        }
    }

    /** Calls of scalar functions and of aggregates have the function first, and then its arguments. */
    private static void check(Expression expression) {
        Product call = expression;
        if (call.productArity() > 1
                && call.productElement(0) instanceof ConstantsCheck function
                && call.productElement(1) instanceof Seq<?> arguments) {
            Object[] constants = new Object[arguments.length()];
            for (int at = 0; at < constants.length; at++) {
                constants[at] = constant((Expression) arguments.apply(at));
            }
            function.check(constants);
        }
    }

    private static Object constant(Expression argument) {
        try {
            return argument.foldable() ? argument.eval(null) : null;
        } catch (RuntimeException e) {
            // Not before it is optimised, or with an error of its own that Spark reports.
            return null;
        }
    }
}
