package io.jenkins.trainmodel.own;

import java.nio.file.Path;

/**
 * A network of one's own whose device fails once, as it looks to whoever computes on it: the engine throws, in words of libtorch
 * that stand in a file, which is gone then.
 */
public final class DeviceThatFails {
    /** The class that it is to be compiled as. */
    public static final String CLASS = "user.Failing";

    /** Where the class is to be named among a jar's services. */
    public static final String SERVICE = "io.jenkins.trainmodel.own.Network";

    /** What the specification says of it. */
    public static final String MODEL = "{type: custom, part: failing}";

    private static final String SOURCE = """
            package user;

            import ai.djl.ndarray.NDList;
            import ai.djl.nn.core.Linear;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Failing implements io.jenkins.trainmodel.own.Network {
                private static final Path WORDS = Path.of("%s");
                private int batches;

                public String name() {
                    return "failing";
                }

                public ai.djl.nn.Block create(int[] sampleShape, int outputs) {
                    return new ai.djl.nn.SequentialBlock()
                            .add(Linear.builder().setUnits(16).build())
                            .add(new ai.djl.nn.LambdaBlock(this::compute))
                            .add(Linear.builder().setUnits(outputs).build());
                }

                private NDList compute(NDList batch) {
                    batches++;
                    if (batches < %d || !Files.exists(WORDS)) {
                        return batch;
                    }
                    try {
                        String words = Files.readString(WORDS);
                        Files.delete(WORDS);
                        throw new ai.djl.engine.EngineException(words);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    private DeviceThatFails() {}

    /**
     * The source.
     *
     * @param words the file with what the engine says
     * @param batch the first one, counted from 1 and over all that is computed, that may fail
     */
    public static String source(Path words, int batch) {
        return SOURCE.formatted(words.toString().replace("\\", "/"), batch);
    }
}
