package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.random.KeyedOrder;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import io.jenkins.trainmodel.trainer.data.rows.DataOnDisk;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Windows of a text, one after the other: each is {@code context} tokens and, as labels, the same ones moved on by one, so
 * that every token but the very first is predicted once. The tail that fills no window is left out.
 */
public record TokenWindows(TokenFile tokens, int context) implements Samples {
    public TokenWindows {
        if ((tokens.size() - 1) / context > Integer.MAX_VALUE) {
            throw new DataException(tokens.size() + " tokens are more than 2,147,483,647 windows of " + context
                    + "; use a larger context");
        }
    }

    @Override
    public int size() {
        return (int) (Math.max(0, tokens.size() - 1) / context);
    }

    @Override
    public int featuresPerSample() {
        return context;
    }

    @Override
    public int labelBytes() {
        return Math.multiplyExact(context, Long.BYTES);
    }

    @Override
    public SampleOrder order(long seed, long epoch) {
        return new KeyedOrder(size(), seed, epoch);
    }

    @Override
    public Optional<DataOnDisk> onDisk() {
        return Optional.of(tokens.onDisk());
    }

    @Override
    public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
        for (int index = from; index < from + count; index++) {
            long first = (long) indices[index] * context;
            int token = tokens.at(first);
            for (int place = 1; place <= context; place++) {
                features.putInt(token);
                token = tokens.at(first + place);
                labels.putLong(token);
            }
        }
    }
}
