package io.jenkins.trainmodel.trainer.network.script;

/**
 * The types that matrix products and convolutions compute in. Parameters stay float32 in both: bfloat16 casts what goes
 * into a product, as PyTorch's autocast does, and batch normalisation takes its input in either.
 */
public enum Casts {
    FLOAT32(""),
    BFLOAT16(".to(15)");

    private final String cast;

    Casts(String cast) {
        this.cast = cast;
    }

    String input() {
        return of("x");
    }

    String parameter(String name) {
        return of("self." + name);
    }

    String of(String expression) {
        return expression + cast;
    }
}
