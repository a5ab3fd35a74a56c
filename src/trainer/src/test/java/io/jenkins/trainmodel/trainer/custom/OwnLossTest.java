package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.own.Loss;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losses of users' own: what they are shown, and what is found out about them. */
class OwnLossTest {
    private static final String NAMED = "public String name() { return \"mine\"; }\n";
    private static final LabelScaling SCALING = new LabelScaling(10, 4);
    private static final float[] LOGITS = {0.3f, -1.2f, 2, 0, 0.1f, 0.2f};

    @TempDir
    private Path folder;

    private static DataSignature signature(LabelScaling scaling) {
        return new DataSignature(List.of(), List.of(), scaling, "");
    }

    private static Batch classes(long... labels) {
        ByteBuffer bytes = direct(labels.length * Long.BYTES);
        bytes.asLongBuffer().put(labels);
        return new Batch(direct(0), bytes, labels.length, () -> {});
    }

    private static Batch numbers(float... labels) {
        ByteBuffer bytes = direct(labels.length * Float.BYTES);
        bytes.asFloatBuffer().put(labels);
        return new Batch(direct(0), bytes, labels.length, () -> {});
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static OwnLoss loss(OwnParts parts, String name, Map<String, Object> options, Task task) {
        return new OwnLoss(parts.create(PartKind.LOSS, new PartSpec(name, options)), task, signature(SCALING), parts);
    }

    private OwnParts mine(String body) throws Exception {
        return OwnParts.open(List.of(UserJars.of(
                folder.resolve("mine.jar"),
                Loss.class,
                NAMED + "public double of(Sample sample, float[] gradient) {\n" + body + "\n}")));
    }

    @Test
    void shouldFindNoFaultInTheExamplesDerivatives() throws Exception {
        try (OwnParts parts = OwnParts.open(List.of(UserJars.example(folder)))) {
            OwnLoss focal = loss(parts, "focal", Map.of("gamma", 2.5), Task.CLASSIFICATION);
            double[] losses = focal.of(LOGITS, classes(2, 0));

            assertThat(losses[0]).isLessThan(losses[1]).isPositive();
            assertThat(new SlopeCheck(focal, LOGITS, classes(2, 0)).problem("focal"))
                    .isEmpty();
        }
    }

    @Test
    void shouldSayWhichDerivativeIsNotThatOfTheValues() throws Exception {
        try (OwnParts parts = mine("float[] z = sample.outputs(); gradient[1] = 2 * z[1]; gradient[2] = -3;"
                + " return z[1] * z[1] + 3 * z[2] + Math.abs(z[0] - 0.3f);")) {
            OwnLoss loss = loss(parts, "mine", Map.of(), Task.CLASSIFICATION);

            assertThat(new SlopeCheck(loss, LOGITS, classes(2, 0)).problem("mine"))
                    .contains(
                            "the loss mine says of sample 0 that its derivative by output 2 is -3, and its values give 3:"
                                    + " look whether that is meant");
        }
    }

    /** Every output is moved four times, however many samples there are. */
    @Test
    void shouldLookAtAllSamplesAtOnce() throws Exception {
        try (OwnParts parts = mine("float z = sample.outputs()[0]; gradient[0] = sample.label() == 0 ? 1 : 2;"
                + " return z; }\npublic byte[] save() { return new byte[0];")) {
            OwnLoss loss = loss(parts, "mine", Map.of(), Task.CLASSIFICATION);
            int[] calls = {0};
            SampleLoss counted = new SampleLoss() {
                @Override
                public void of(float[] outputs, Batch batch, double[] losses, float[] gradient) {
                    calls[0]++;
                    loss.of(outputs, batch, losses, gradient);
                }

                @Override
                public void close() {
                    // it is closed with its parts
                }
            };

            assertThat(new SlopeCheck(counted, LOGITS, classes(0, 1)).problem("mine"))
                    .contains(
                            "the loss mine says of sample 1 that its derivative by output 0 is 2, and its values give 1:"
                                    + " look whether that is meant");
            assertThat(calls[0]).isEqualTo(1 + 4 * 3);
        }
    }

    @Test
    void shouldShowNumbersAsTheyAreLearnedAndSayTheirUnit() throws Exception {
        try (OwnParts parts = mine("gradient[0] = (float) sample.spread(0);"
                + " return sample.spread(0) * (sample.outputs()[0] - sample.targets()[0]);")) {
            OwnLoss loss = loss(parts, "mine", Map.of(), Task.REGRESSION);
            double[] losses = new double[2];
            float[] gradient = new float[2];
            loss.of(new float[] {1, 3}, numbers(0.5f, 4), losses, gradient);

            assertThat(losses).containsExactly(SCALING.scale() * 0.5, -SCALING.scale());
            assertThat(gradient).containsExactly((float) SCALING.scale(), (float) SCALING.scale());
        }
    }

    @Test
    void shouldSayWhetherItRemembersAlsoWhereItIsLent() throws Exception {
        try (OwnParts parts = mine("seen++; return 0; }\nprivate byte seen;\n"
                + "public byte[] save() { return seen == 0 ? new byte[0] : new byte[] {seen};")) {
            OwnLoss loss = loss(parts, "mine", Map.of(), Task.CLASSIFICATION);
            assertThat(loss.lent().remembers()).isFalse();
            loss.of(LOGITS, classes(2, 0));

            assertThat(loss.remembers()).isTrue();
            assertThat(loss.lent().remembers()).isTrue();
        }
    }

    @Test
    void shouldNameTheLineThatFails() throws Exception {
        try (OwnParts parts = mine("return sample.targets()[0];")) {
            OwnLoss loss = loss(parts, "mine", Map.of(), Task.CLASSIFICATION);

            assertThatThrownBy(() -> loss.of(LOGITS, classes(2, 0)))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageContaining("the loss mine in user.Mine.of (Mine.java:4)")
                    .hasMessageContaining("a classification has classes");
        }
        try (OwnParts parts = mine("gradient[gradient.length] = 1; return 0;")) {
            OwnLoss loss = loss(parts, "mine", Map.of(), Task.CLASSIFICATION);

            assertThatThrownBy(() -> loss.of(LOGITS, classes(2, 0)))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageContaining("ArrayIndexOutOfBoundsException");
        }
    }
}
