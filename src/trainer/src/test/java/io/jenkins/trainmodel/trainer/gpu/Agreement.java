package io.jenkins.trainmodel.trainer.gpu;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * How far parameters and buffers are apart after the same steps on the device, mostly a GPU, and on the CPU, from the same first parameters.
 *
 * @param parameters ‖gpu − cpu‖ ÷ ‖cpu‖ over all of them as one vector
 * @param update the same of what training changed: ‖gpu − cpu‖ ÷ ‖cpu − first‖
 */
record Agreement(double parameters, double update) {
    static Agreement of(GpuSpecification specification, int steps, Path folder) throws Exception {
        TrainingSpec spec = specification.write(folder, steps);
        Inputs inputs = Inputs.load(spec, new RunListener() {});
        List<NamedTensor> first = trained(spec, inputs, Device.cpu(), 0);
        List<NamedTensor> cpu = trained(spec, inputs, Device.cpu(), steps);
        List<NamedTensor> gpu = trained(spec, inputs, inputs.engine().device(), steps);
        double apart = distance(gpu, cpu);
        return new Agreement(apart / length(cpu), apart / distance(cpu, first));
    }

    private static List<NamedTensor> trained(TrainingSpec spec, Inputs inputs, Device device, int steps) {
        double learningRate = spec.training().optimizer().learningRate();
        try (Learner learner = Learners.create(spec, inputs.data(), device);
                BatchLoader batches = BatchLoader.inSequence(inputs.data().train(), GpuSpecification.BATCH_SIZE)) {
            learner.beginEpoch();
            for (int step = 1; step <= steps; step++) {
                try (Batch batch = batches.next()) {
                    learner.train(batch, step, learningRate, true, 1);
                }
            }
            // they live as long as the learner does
            return learner.parameters().stream()
                    .<NamedTensor>map(
                            tensor -> new HostTensor(tensor.name(), tensor.type(), tensor.shape(), tensor.data()))
                    .toList();
        }
    }

    private static double length(List<NamedTensor> tensors) {
        double sum = 0;
        for (NamedTensor tensor : tensors) {
            FloatBuffer values = tensor.data().asFloatBuffer();
            while (values.hasRemaining()) {
                float value = values.get();
                sum += (double) value * value;
            }
        }
        return Math.sqrt(sum);
    }

    private static double distance(List<NamedTensor> some, List<NamedTensor> others) {
        double sum = 0;
        for (int i = 0; i < some.size(); i++) {
            FloatBuffer values = some.get(i).data().asFloatBuffer();
            FloatBuffer other = others.get(i).data().asFloatBuffer();
            while (values.hasRemaining()) {
                double difference = values.get() - other.get();
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum);
    }
}
