package io.jenkins.trainmodel.trainer.data.random;

/** The order in which samples come: at every position another sample number below the size. Safe to use from several threads. */
public interface SampleOrder {
    int size();

    /** The number of the sample at a position from 0 to below the size. */
    int at(int position);

    /** These sample numbers. */
    static SampleOrder of(int[] samples) {
        return new SampleOrder() {
            @Override
            public int size() {
                return samples.length;
            }

            @Override
            public int at(int position) {
                return samples[position];
            }
        };
    }

    /** The samples as they were read. */
    static SampleOrder inSequence(int samples) {
        return new SampleOrder() {
            @Override
            public int size() {
                return samples;
            }

            @Override
            public int at(int position) {
                return position;
            }
        };
    }
}
