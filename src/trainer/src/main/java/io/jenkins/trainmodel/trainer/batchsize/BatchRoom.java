package io.jenkins.trainmodel.trainer.batchsize;

/** Tells before a batch size is tried whether there is memory for it. */
interface BatchRoom {
    /** Where trying alone tells: a GPU refuses what it has no memory for. */
    BatchRoom UNKNOWN = new BatchRoom() {
        @Override
        public boolean has(int samples) {
            return true;
        }

        @Override
        public void tried(int samples) {
            // nothing is learned from it
        }
    };

    boolean has(int samples);

    /** Hears that batches of this size have just been trained. */
    void tried(int samples);
}
