package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a tree of modules as a TorchScript archive, which libtorch and {@code torch.jit.load} open: a zip file with the
 * classes' text, the pickled attributes, and one entry per tensor. Nothing is compressed, every entry's data begins at a
 * multiple of 64 bytes, and the same modules give the same bytes.
 */
public final class ScriptArchive {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER = 30;
    private static final int EXTRA_HEADER = 4;
    /** From this size on a zip file says sizes in a field of their own, which stands before the padding. */
    private static final long LARGE_ENTRY = 0xFFFF_FFFFL;

    private static final int LARGE_ENTRY_FIELD = EXTRA_HEADER + 2 * Long.BYTES;
    /** The number that PyTorch gives the extra field with which it pads. */
    private static final short PADDING_FIELD = 0x4246;
    /**
     * Days of the zip format begin here; a fixed time keeps the bytes reproducible. Two seconds later, since Java takes the very
     * first moment for one that the format cannot say, and adds a field of 9 bytes that can.
     */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);
    /** An empty tuple. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};
    /** The version of the format that libtorch 2 writes for such modules. */
    private static final String VERSION = "10\n";

    private final String folder;
    private final Counter counter;
    private final ZipOutputStream zip;
    private final TensorPieces pieces = new TensorPieces();

    /** @param target what the archive is written to, and not closed with it */
    ScriptArchive(String folder, OutputStream target) {
        this.folder = folder;
        counter = new Counter(target);
        zip = new ZipOutputStream(counter);
        zip.setMethod(ZipOutputStream.STORED);
    }

    /**
     * Writes the archive and leaves the stream open.
     *
     * @param folder the folder inside the archive that holds all entries
     */
    public static void write(ScriptObject root, String folder, OutputStream target) throws IOException {
        ScriptArchive archive = new ScriptArchive(folder, target);
        Pickle.Pickled pickled = Pickle.of(root);
        archive.entry("data.pkl", pickled.bytes());
        archive.entry("byteorder", "little".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < pickled.storages().size(); i++) {
            archive.entry("data/" + i, pickled.storages().get(i));
        }
        for (Map.Entry<String, String> text : texts(root).entrySet()) {
            archive.entry(text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, byte[]> constant : constants(root).entrySet()) {
            archive.entry(constant.getKey(), constant.getValue());
        }
        archive.entry("version", VERSION.getBytes(StandardCharsets.UTF_8));
        archive.zip.finish();
        archive.counter.flush();
    }

    /** Files of text by name; classes of an embedded network that are of the same namespace stand in the same file. */
    private static Map<String, String> texts(ScriptObject root) {
        Map<String, String> texts = new LinkedHashMap<>();
        embedded(root).ifPresent(module -> texts.putAll(module.file().texts()));
        if (root instanceof ScriptModule module) {
            texts.merge("code/" + ScriptModule.NAMESPACE + ".py", text(module), String::concat);
        }
        return texts;
    }

    private static Map<String, byte[]> constants(ScriptObject root) {
        return embedded(root).map(module -> module.file().constants()).orElse(Map.of("constants.pkl", NO_CONSTANTS));
    }

    /** The network of a file, as a whole or as an attribute. */
    private static Optional<EmbeddedModule> embedded(ScriptObject root) {
        return root instanceof ScriptModule module
                ? module.attributes().values().stream()
                        .filter(EmbeddedModule.class::isInstance)
                        .map(EmbeddedModule.class::cast)
                        .findFirst()
                : Optional.of((EmbeddedModule) root);
    }

    /** The text of all classes, those that others use first. */
    static String text(ScriptModule root) {
        List<String> classes = new ArrayList<>();
        collect(root, classes);
        return String.join("", classes);
    }

    private static void collect(ScriptModule module, List<String> classes) {
        for (Object value : module.attributes().values()) {
            if (value instanceof ScriptModule child) {
                collect(child, classes);
            }
        }
        classes.add(ClassText.of(module));
    }

    private void entry(String name, byte[] data) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(data);
        begin(name, data.length, checksum);
        zip.write(data);
        zip.closeEntry();
    }

    /** The checksum stands before the data, so the tensor is read twice. */
    private void entry(String name, NamedTensor tensor) throws IOException {
        CRC32 checksum = new CRC32();
        pieces.forEach(tensor, (offset, piece) -> checksum.update(piece));
        begin(name, tensor.byteSize(), checksum);
        pieces.forEach(tensor, (offset, piece) -> zip.write(piece.array(), 0, piece.limit()));
        zip.closeEntry();
    }

    /** Begins an entry of so many bytes, which are written next. */
    void begin(String name, long bytes, CRC32 checksum) throws IOException {
        ZipEntry entry = new ZipEntry(folder + "/" + name);
        entry.setCrc(checksum.getValue());
        entry.setSize(bytes);
        entry.setTimeLocal(TIME);
        entry.setExtra(padding(entry.getName().length(), bytes));
        zip.putNextEntry(entry);
    }

    /** An extra field of such a length that the entry's data begins at a multiple of the alignment. */
    private byte[] padding(int nameLength, long bytes) {
        int sizes = bytes < LARGE_ENTRY ? 0 : LARGE_ENTRY_FIELD;
        long begin = counter.written + LOCAL_HEADER + nameLength + sizes + EXTRA_HEADER;
        int length = (int) ((ALIGNMENT - begin % ALIGNMENT) % ALIGNMENT);
        return ByteBuffer.allocate(EXTRA_HEADER + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(PADDING_FIELD)
                .putShort((short) length)
                .array();
    }

    /** Counts what reaches the target; never closes it. */
    private static final class Counter extends FilterOutputStream {
        private long written;

        Counter(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            written++;
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            out.write(data, offset, length);
            written += length;
        }
    }
}
