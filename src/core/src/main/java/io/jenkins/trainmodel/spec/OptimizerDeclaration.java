package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.OptimizerSpec.Adam;
import io.jenkins.trainmodel.spec.OptimizerSpec.AdamW;
import io.jenkins.trainmodel.spec.OptimizerSpec.Sgd;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.util.List;
import java.util.function.Function;

/** The objects under {@code training.optimizer}. Defaults are those that Keras's and PyTorch's users expect. */
final class OptimizerDeclaration {
    static final OptimizerSpec STANDARD = new AdamW(0.001, 0.01, 0.9, 0.999, 1e-8);

    private static final Key<OptimizerSpec, Double> SGD_RATE = learningRate(0.01);
    private static final Key<OptimizerSpec, Double> ADAM_RATE = learningRate(0.001);
    private static final Key<OptimizerSpec, Double> WEIGHT_DECAY =
            weightDecay(0.0, "L2 penalty, added to the gradient as weight decay × parameter.");
    private static final Key<OptimizerSpec, Double> DECOUPLED_WEIGHT_DECAY =
            weightDecay(0.01, "Decoupled weight decay: parameters shrink by learning rate × weight decay each step.");

    private static final Key<Sgd, Double> MOMENTUM = Key.of(
            "momentum", Types.fromToBelow(0, 1), Sgd::momentum, 0.0, "The share of the step before that is kept.");
    private static final Key<Sgd, Boolean> NESTEROV =
            Key.of("nesterov", Types.truth(), Sgd::nesterov, false, "Nesterov's momentum; needs a momentum.");

    private static final Key<Adam, Double> ADAM_BETA1 = beta1(Adam::beta1);
    private static final Key<Adam, Double> ADAM_BETA2 = beta2(Adam::beta2);
    private static final Key<Adam, Double> ADAM_EPSILON = epsilon(Adam::epsilon);
    private static final Key<AdamW, Double> ADAMW_BETA1 = beta1(AdamW::beta1);
    private static final Key<AdamW, Double> ADAMW_BETA2 = beta2(AdamW::beta2);
    private static final Key<AdamW, Double> ADAMW_EPSILON = epsilon(AdamW::epsilon);

    private static final ObjectType<Sgd> SGD = ObjectType.<Sgd>named("sgd", "Stochastic gradient descent.")
            .key(SGD_RATE)
            .key(WEIGHT_DECAY)
            .key(MOMENTUM)
            .key(NESTEROV)
            .check(OptimizerDeclaration::checkNesterov)
            .build(values -> new Sgd(
                    values.get(SGD_RATE), values.get(WEIGHT_DECAY), values.get(MOMENTUM), values.get(NESTEROV)));

    private static final ObjectType<Adam> ADAM = ObjectType.<Adam>named("adam", "Adam (Kingma and Ba, 2015).")
            .key(ADAM_RATE)
            .key(WEIGHT_DECAY)
            .key(ADAM_BETA1)
            .key(ADAM_BETA2)
            .key(ADAM_EPSILON)
            .build(values -> new Adam(
                    values.get(ADAM_RATE),
                    values.get(WEIGHT_DECAY),
                    values.get(ADAM_BETA1),
                    values.get(ADAM_BETA2),
                    values.get(ADAM_EPSILON)));

    private static final ObjectType<AdamW> ADAMW = ObjectType.<AdamW>named(
                    "adamw", "Adam with decoupled weight decay (Loshchilov and Hutter, 2019).")
            .key(ADAM_RATE)
            .key(DECOUPLED_WEIGHT_DECAY)
            .key(ADAMW_BETA1)
            .key(ADAMW_BETA2)
            .key(ADAMW_EPSILON)
            .build(values -> new AdamW(
                    values.get(ADAM_RATE),
                    values.get(DECOUPLED_WEIGHT_DECAY),
                    values.get(ADAMW_BETA1),
                    values.get(ADAMW_BETA2),
                    values.get(ADAMW_EPSILON)));

    static final ValueType<OptimizerSpec> TYPE = new VariantsType<OptimizerSpec>(
                    List.of(Variant.of(Sgd.class, SGD), Variant.of(Adam.class, ADAM), Variant.of(AdamW.class, ADAMW)))
            .typeFixedOnResume()
            .standard(ADAMW.name());

    private OptimizerDeclaration() {}

    private static Key<OptimizerSpec, Double> learningRate(double standard) {
        return Key.of(
                "learningRate",
                Types.above(0),
                OptimizerSpec::learningRate,
                standard,
                "The learning rate, which the schedule scales.");
    }

    private static Key<OptimizerSpec, Double> weightDecay(double standard, String documentation) {
        return Key.of("weightDecay", Types.atLeast(0), OptimizerSpec::weightDecay, standard, documentation);
    }

    private static <O> Key<O, Double> beta1(Function<O, Double> getter) {
        return Key.of("beta1", Types.fromToBelow(0, 1), getter, 0.9, "Decay of the mean of gradients.");
    }

    private static <O> Key<O, Double> beta2(Function<O, Double> getter) {
        return Key.of("beta2", Types.fromToBelow(0, 1), getter, 0.999, "Decay of the mean of squared gradients.");
    }

    private static <O> Key<O, Double> epsilon(Function<O, Double> getter) {
        return Key.of("epsilon", Types.above(0), getter, 1e-8, "Added to the denominator, against division by zero.");
    }

    private static void checkNesterov(Values values, ReadContext context) {
        boolean nesterov = values.find(NESTEROV).orElse(false);
        if (nesterov && values.find(MOMENTUM).filter(momentum -> momentum == 0).isPresent()) {
            context.report(values.node(NESTEROV), "nesterov without momentum", "nesterov with a momentum above 0");
        }
    }
}
