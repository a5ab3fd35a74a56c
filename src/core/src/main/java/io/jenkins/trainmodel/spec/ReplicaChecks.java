package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.own.ClassPathDeclaration;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.List;
import java.util.Optional;

/** What several replicas cannot do yet is refused: a run that did it otherwise than one process would be noticed by nobody. */
final class ReplicaChecks {
    private ReplicaChecks() {}

    static void check(Values values, ReadContext context) {
        int replicas = values.find(SpecificationDeclaration.DEVICE)
                .map(DeviceSpec::replicaCount)
                .orElse(1);
        Optional<LearningSpec> training = values.find(SpecificationDeclaration.TRAINING);
        if (replicas == 1 || training.isEmpty()) {
            return;
        }
        checkBatch(replicas, training.get(), values, context);
        if (values.find(ClassPathDeclaration.CLASSPATH)
                .filter(jars -> !jars.equals(List.of()))
                .isPresent()) {
            report("code of your own with several replicas", "no classpath, or one replica", values, context);
        }
    }

    private static void checkBatch(int replicas, LearningSpec training, Values values, ReadContext context) {
        Optional<Integer> batch = training.givenBatchSize();
        if (batch.isPresent() && batch.get() < replicas) {
            report(
                    replicas + " replicas for batches of " + batch.get(),
                    "at most as many replicas as a batch has samples",
                    values,
                    context);
        }
    }

    private static void report(String found, String allowed, Values values, ReadContext context) {
        context.report(
                context.findNode(DeviceDeclaration.REPLICAS)
                        .or(() -> context.findNode(DeviceDeclaration.GPUS))
                        .orElseGet(values::mapping),
                found,
                allowed);
    }
}
