package io.jenkins.trainmodel.trainer.data.idx;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.rows.ByteRows;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/** Reads the rows of IDX files. */
record IdxTable(double scale, Task task, MemoryBudget budget) {

    /**
     * Reads a file of images, or of anything else with one row a sample.
     *
     * @param contents takes every sample's content number
     */
    FeatureRows features(IdxFile file, LongStream.Builder contents) {
        int width = file.rowShape().stream().reduce(1, Math::multiplyExact);
        boolean bytes = file.type().bytes() == 1;
        budget.expect(file.path().toString(), (long) file.size() * width * (bytes ? 1 : Float.BYTES));
        return bytes ? bytes(file, width, contents) : floats(file, width, contents);
    }

    private FeatureRows bytes(IdxFile file, int width, LongStream.Builder contents) {
        float[] values = file.type() == IdxType.UNSIGNED_BYTE ? ByteRows.unsigned(scale) : ByteRows.signed(scale);
        ByteRows rows = new ByteRows(file.path().toString(), width, values, budget);
        for (int number = 0; number < file.size(); number++) {
            byte[] row = file.next(number);
            rows.add(row);
            contents.add(ContentNumber.of(row));
        }
        return rows;
    }

    private FeatureRows floats(IdxFile file, int width, LongStream.Builder contents) {
        FloatRows rows = new FloatRows(file.path().toString(), width, budget);
        Problems problems = new Problems();
        float[] row = new float[width];
        for (int number = 0; number < file.size(); number++) {
            byte[] bytes = file.next(number);
            contents.add(ContentNumber.of(bytes));
            ByteBuffer elements = ByteBuffer.wrap(bytes);
            boolean finite = true;
            for (int column = 0; column < width; column++) {
                row[column] = (float) (file.type().read(elements) * scale);
                finite &= Float.isFinite(row[column]);
            }
            if (!finite) {
                problems.add(
                        file.path() + ", sample " + (number + 1) + ": holds a value that is not finite in float32");
            }
            rows.add(row);
        }
        problems.throwIfAny();
        return rows;
    }

    RawLabels labels(IdxFile file) {
        if (!file.rowShape().isEmpty()) {
            throw new DataException(file.path() + ": labels need one dimension, but every sample has the shape "
                    + file.rowShape() + "; check that images and labels are not mixed up");
        }
        return task == Task.CLASSIFICATION ? classes(file) : numbers(file);
    }

    static void requireClasses(IdxFile file) {
        if (!file.type().whole()) {
            throw new DataException(file.path()
                    + ": the labels have fractions; set task: regression, or store classes as" + " whole numbers");
        }
    }

    private static RawLabels classes(IdxFile file) {
        requireClasses(file);
        RawLabels.Named names = new RawLabels.Named();
        for (int number = 0; number < file.size(); number++) {
            int label = (int) file.type().read(ByteBuffer.wrap(file.next(number)));
            int place = number + 1;
            names.add(Integer.toString(label), () -> file.path() + ", label " + place);
        }
        return names;
    }

    private static RawLabels numbers(IdxFile file) {
        double[] values = new double[file.size()];
        Problems problems = new Problems();
        for (int number = 0; number < values.length; number++) {
            values[number] = file.type().read(ByteBuffer.wrap(file.next(number)));
            if (!Float.isFinite((float) values[number])) {
                problems.add(file.path() + ", label " + (number + 1) + ": " + values[number]
                        + " is not finite, or beyond the range of float32");
            }
        }
        problems.throwIfAny();
        return new RawLabels.Numbers(values);
    }

    /** The shape of a sample for the network: an image gets a channel in front. */
    static List<Integer> sampleShape(List<Integer> rowShape) {
        return switch (rowShape.size()) {
            case 0 -> List.of(1);
            case 2 -> List.of(1, rowShape.get(0), rowShape.get(1));
            default -> rowShape;
        };
    }
}
