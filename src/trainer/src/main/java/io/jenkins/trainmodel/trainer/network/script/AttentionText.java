package io.jenkins.trainmodel.trainer.network.script;

/**
 * The lines of methods that attend.
 *
 * @param causal whether a place sees only itself and those before it
 */
record AttentionText(Casts casts, int width, int heads, boolean rotary, double dropout, boolean causal) {
    /** The base of the angles by which rotary and sinusoidal positions turn. */
    private static final double BASE = 10_000;

    /**
     * Up to so many numbers in the keys of one head, a processor attends faster in float32 than in bfloat16, whose gradient is put
     * together of many small products: see docs/benchmarks.md.
     */
    private static final int FEW_NUMBERS = 16_384;

    /**
     * From {@code x} to what is returned.
     *
     * @param inner the expression that makes queries, keys and values, one after the other, of {@code x}
     * @param outer the expression over {@code joined}, the heads' results side by side
     */
    String of(String inner, String outer) {
        return parts(inner, "0") + dropped() + attended("None", "drop", causal ? "True" : "False", outer);
    }

    /**
     * Sets {@code batch}, {@code length} and {@code query}, {@code key} and {@code value}, [batch, heads, tokens, width of a
     * head].
     *
     * @param begin the expression of how many tokens were before
     */
    String parts(String inner, String begin) {
        int head = width / heads;
        return "    batch = torch.size(x, 0)\n    length = torch.size(x, 1)\n"
                + "    parts = torch.chunk(" + inner + ", 3, 2)\n"
                + "    query = " + headed(0, head)
                + "    key = " + headed(1, head)
                + "    value = " + headed(2, head)
                + (rotary ? rotation(head / 2, begin) : "");
    }

    /** One part's heads. The parts are views of one tensor whose gradient is one concatenation: slices would be summed up. */
    private String headed(int part, int head) {
        return "torch.transpose(torch.reshape(parts[" + part + "], [batch, length, " + heads + ", " + head
                + "]), 1, 2)\n";
    }

    /** Returns what {@code query} sees of {@code value}; each argument is an expression of that argument of the engine. */
    String attended(String mask, String drop, String isCausal, String outer) {
        return widened()
                + "    seen = torch.scaled_dot_product_attention(query, key, value, " + mask + ", " + drop + ", "
                + isCausal
                + ")\n"
                + "    joined = torch.reshape(torch.transpose(seen, 1, 2), [batch, length, " + width + "])\n"
                + "    return " + outer + "\n";
    }

    /** The linear layer behind casts the result again. */
    private String widened() {
        return casts == Casts.FLOAT32
                ? ""
                : "    if torch.__not__(query.is_cuda):\n"
                        + "      if torch.le(torch.size(key, 2), " + FEW_NUMBERS / (width / heads) + "):\n"
                        + "        query = query.to(6)\n        key = key.to(6)\n        value = value.to(6)\n";
    }

    /** The share that attention drops is an argument, which is 0 outside of training. */
    private String dropped() {
        return "    drop = 0.\n" + (dropout == 0 ? "" : "    if self.training:\n      drop = " + dropout + "\n");
    }

    /** Queries and keys are turned in float32 by angles that follow from the place alone. */
    private static String rotation(int half, String begin) {
        return angles(half, begin)
                + "    cosines = torch.cos(angles)\n"
                + "    sines = torch.sin(angles)\n"
                + turned("query")
                + turned("key");
    }

    /**
     * Sets {@code angles} of the shape [length, half]: place / 10000^(i / half) (Vaswani et al. 2017; Su et al. 2021).
     *
     * @param begin the expression of the first place
     */
    static String angles(int half, String begin) {
        return "    places = torch.arange(" + begin + ", torch.add(" + begin + ", length), dtype=6, device=x.device)\n"
                + "    powers = torch.div(torch.arange(" + half + ", dtype=6, device=x.device), -" + half + ".)\n"
                + "    angles = torch.outer(places, torch.pow(" + BASE + ", powers))\n";
    }

    private static String turned(String name) {
        String first = name + "_first";
        String second = name + "_second";
        return "    halves = torch.chunk(" + name + ", 2, 3)\n"
                + "    " + first + " = halves[0]\n"
                + "    " + second + " = halves[1]\n"
                + "    " + name + " = torch.type_as(torch.cat(["
                + "torch.sub(torch.mul(" + first + ", cosines), torch.mul(" + second + ", sines)), "
                + "torch.add(torch.mul(" + second + ", cosines), torch.mul(" + first + ", sines))], 3), value)\n";
    }
}
