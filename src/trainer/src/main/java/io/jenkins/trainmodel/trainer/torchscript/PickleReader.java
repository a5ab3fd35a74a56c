package io.jenkins.trainmodel.trainer.torchscript;

import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Global;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Mapping;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Sequence;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Tuple;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads the part of Python's pickle protocol 2 that TorchScript writes, into a description: nothing is imported, made or called.
 * Every opcode beyond that part is refused, and so is every function but those of {@link PickleCalls}.
 */
final class PickleReader {
    private static final int MOST_VALUES = 5_000_000;
    /** Of a class, a function or an attribute. */
    static final int LONGEST_NAME = 1000;

    private final ByteBuffer bytes;
    private final Deque<List<PickleValue>> marked = new ArrayDeque<>();
    private final Map<Integer, PickleValue> memo = new HashMap<>();
    private List<PickleValue> stack = new ArrayList<>();
    private int values;

    private PickleReader(byte[] pickle) {
        bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws ScriptFileException if it is none, or one that TorchScript does not write */
    static PickleValue read(byte[] pickle) throws ScriptFileException {
        PickleReader reader = new PickleReader(pickle);
        try {
            return reader.read();
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | NoSuchElementException
                | ClassCastException
                | IllegalArgumentException damaged) {
            throw new ScriptFileException(
                    "its pickle is damaged near byte " + reader.bytes.position() + " of " + pickle.length, damaged);
        }
    }

    private PickleValue read() throws ScriptFileException {
        for (int code = next(); code != '.'; code = next()) {
            if (!(atom(code) || remembered(code) || grouped(code) || made(code))) {
                throw new ScriptFileException(
                        "its pickle has the opcode 0x%02x at byte %d, which TorchScript never writes"
                                .formatted(code, bytes.position() - 1));
            }
        }
        return pop();
    }

    private int next() {
        return Byte.toUnsignedInt(bytes.get());
    }

    private boolean push(PickleValue value) {
        count(1);
        stack.add(value);
        return true;
    }

    /** Everything that takes memory or time is counted, since a small file can ask for much of it. */
    private void count(int more) {
        values += more;
        if (values > MOST_VALUES) {
            throw new IllegalArgumentException();
        }
    }

    private PickleValue pop() {
        return stack.remove(stack.size() - 1);
    }

    private <T extends PickleValue> T pop(Class<T> kind) {
        return kind.cast(pop());
    }

    private <T extends PickleValue> T top(Class<T> kind) {
        return kind.cast(stack.get(stack.size() - 1));
    }

    private boolean atom(int code) {
        return switch (code) {
            case 0x80 -> next() == 2;
            case 'N' -> push(new PickleValue.Nothing());
            case 0x88 -> push(new PickleValue.Truth(true));
            case 0x89 -> push(new PickleValue.Truth(false));
            case 'K' -> push(new PickleValue.Whole(next()));
            case 'M' -> push(new PickleValue.Whole(Short.toUnsignedInt(bytes.getShort())));
            case 'J' -> push(new PickleValue.Whole(bytes.getInt()));
            case 0x8a -> push(new PickleValue.Whole(longNumber(next())));
            case 'G' -> push(new PickleValue.Real(Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()))));
            case 'X' -> push(new PickleValue.Text(text(bytes.getInt())));
            case 'c' -> push(new Global(line(), line()));
            default -> false;
        };
    }

    /** Two's complement, little-endian. */
    private long longNumber(int length) {
        if (length > Long.BYTES) {
            throw new IllegalArgumentException();
        }
        long number = 0;
        for (int place = 0; place < length; place++) {
            long digit = place == length - 1 ? bytes.get() : next();
            number |= digit << Byte.SIZE * place;
        }
        return number;
    }

    private String text(int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int letter = next(); letter != '\n'; letter = next()) {
            if (line.length() == LONGEST_NAME) {
                throw new IllegalArgumentException();
            }
            line.append((char) letter);
        }
        return line.toString();
    }

    private boolean remembered(int code) {
        return switch (code) {
            case 'q' -> remember(next());
            case 'r' -> remember(bytes.getInt());
            case 'h' -> push(known(next()));
            case 'j' -> push(known(bytes.getInt()));
            default -> false;
        };
    }

    private boolean remember(int place) {
        count(1);
        memo.put(place, top(PickleValue.class));
        return true;
    }

    private PickleValue known(int place) {
        if (!memo.containsKey(place)) {
            throw new NoSuchElementException();
        }
        return memo.get(place);
    }

    private boolean grouped(int code) {
        switch (code) {
            case '(' -> {
                count(1);
                marked.push(stack);
                stack = new ArrayList<>();
            }
            case ')' -> push(new Tuple(List.of()));
            case 't' -> push(new Tuple(sinceMark()));
            case 0x85, 0x86, 0x87 -> push(new Tuple(last(code - 0x84)));
            case ']' -> push(new Sequence(new ArrayList<>()));
            case 'e' -> {
                List<PickleValue> items = sinceMark();
                top(Sequence.class).items().addAll(items);
            }
            case 'a' -> {
                PickleValue item = pop();
                top(Sequence.class).items().add(item);
            }
            case '}' -> push(new Mapping(new ArrayList<>()));
            case 'u' -> {
                List<PickleValue> items = sinceMark();
                for (int place = 0; place < items.size(); place += 2) {
                    top(Mapping.class).entries().add(new Mapping.Entry(items.get(place), items.get(place + 1)));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<PickleValue> sinceMark() {
        List<PickleValue> items = stack;
        stack = marked.pop();
        return items;
    }

    private List<PickleValue> last(int count) {
        List<PickleValue> items = stack.subList(stack.size() - count, stack.size());
        List<PickleValue> copy = List.copyOf(items);
        items.clear();
        return copy;
    }

    private boolean made(int code) throws ScriptFileException {
        switch (code) {
            case 'Q' -> push(PickleCalls.storage(pop(Tuple.class)));
            case 'R' -> {
                Tuple arguments = pop(Tuple.class);
                push(PickleCalls.result(pop(Global.class), arguments));
            }
            case 0x81 -> {
                pop(Tuple.class);
                push(PickleCalls.instance(pop(Global.class)));
            }
            case 'b' -> {
                PickleValue state = pop();
                count(state instanceof Mapping mapping ? mapping.entries().size() : 1);
                PickleCalls.build(top(PickleValue.Instance.class), state);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
