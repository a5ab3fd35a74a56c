package io.jenkins.trainmodel.trainer.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The entries of an archive, whose names all begin with the archive's folder.
 *
 * @param entries by their names within it
 * @param last what was last read as a whole
 */
record ScriptZip(Path path, String folder, Map<String, Entry> entries, LastEntry last) {
    private static final int MOST_ENTRIES = 200_000;
    private static final String PICKLE = "data.pkl";

    /** An entry's length, and the CRC-32 of its bytes. */
    record Entry(long size, long checksum) {}

    /** @throws ScriptFileException if it is another kind of file: which, and what to do */
    static ScriptZip open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new ScriptFileException("there is no such file; name the one that torch.jit.save has written");
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new ScriptFileException("it has " + zip.size() + " entries; no network has so many tensors");
            }
            return of(path, zip);
        } catch (ZipException none) {
            throw new ScriptFileException(reason(path), none);
        }
    }

    private static ScriptZip of(Path path, ZipFile zip) throws ScriptFileException {
        String folder = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.matches("[^/]+/" + PICKLE))
                .findFirst()
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .orElse("");
        Map<String, Entry> entries = new LinkedHashMap<>();
        zip.stream()
                .filter(entry -> entry.getName().startsWith(folder))
                .forEach(entry -> entries.put(
                        entry.getName().substring(folder.length()), new Entry(entry.getSize(), entry.getCrc())));
        ScriptZip found = new ScriptZip(path, folder, entries, new LastEntry());
        found.requireScript();
        return found;
    }

    private void requireScript() throws ScriptFileException {
        boolean exported = entries.keySet().stream()
                .anyMatch(name -> name.endsWith("serialized_exported_program.json")
                        || name.endsWith("archive_format")
                        || name.contains("models/"));
        if (exported && !entries.containsKey("constants.pkl")) {
            throw new ScriptFileException(
                    "it is a program of torch.export, which other programs cannot train; export the network with torch.jit.script(model).save('model.pt')");
        }
        if (!entries.containsKey(PICKLE)) {
            throw new ScriptFileException(
                    "it is a zip file without data.pkl, and no TorchScript; export the network with torch.jit.script(model).save('model.pt')");
        }
        if (!entries.containsKey("constants.pkl") || entries.keySet().stream().noneMatch(ScriptCode::isCode)) {
            throw new ScriptFileException(
                    "torch.save has written it, which saves parameters and not the code of the network;"
                            + " load it into the model in Python; export the network with torch.jit.script(model).save('model.pt')");
        }
        if (!entries.containsKey("byteorder")) {
            throw new ScriptFileException(
                    "a PyTorch before 2.1 has written it; load it with torch.jit.load in a newer one"
                            + " and save it again");
        }
    }

    /** What a file is that is no zip file. */
    private static String reason(Path path) throws IOException {
        byte[] first;
        try (InputStream stream = Files.newInputStream(path)) {
            first = stream.readNBytes(10);
        }
        if (first.length > 1 && first[0] == 'P' && first[1] == 'K') {
            return "it is truncated or damaged: its list of entries is missing; copy or export it again";
        }
        if (first.length > 1 && first[0] == (byte) 0x80 && first[1] < 6) {
            return "it is a pickle of Python, which may run any code and is not read; export the network with torch.jit.script(model).save('model.pt')";
        }
        boolean safetensors = first.length > 8 && first[8] == '{';
        return safetensors
                ? "it is a safetensors file, which holds no code; export the network with torch.jit.script(model).save('model.pt')"
                : "it is no TorchScript; export the network with torch.jit.script(model).save('model.pt')";
    }

    /** All bytes of an entry, which are few. */
    byte[] bytes(String name, int most) throws IOException {
        Entry entry = Optional.ofNullable(entries.get(name))
                .orElseThrow(() -> new ScriptFileException("its entry " + name + " is missing"));
        if (entry.size() > most) {
            throw new ScriptFileException(
                    "its entry " + name + " has " + entry.size() + " bytes; more than " + most + " are not read");
        }
        try (ZipFile zip = new ZipFile(path.toFile());
                InputStream stream = stream(zip, name)) {
            byte[] bytes = stream.readNBytes((int) entry.size());
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            requireIntact(name, bytes.length == entry.size() && checksum.getValue() == entry.checksum());
            return bytes;
        }
    }

    /** All bytes of an entry, which whoever puts them in order asks for piece by piece. */
    byte[] whole(String name, LastEntry.Reading reading) throws IOException {
        return last.get(name, reading);
    }

    InputStream stream(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(folder + name);
        if (entry == null) {
            throw new ScriptFileException("its entry " + name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    /** Compares an entry of any length with its checksum, which zip files have but loading does not ask for. */
    void requireIntact(String name) throws IOException {
        CRC32 checksum = new CRC32();
        long size = 0;
        byte[] piece = new byte[1 << 16];
        try (ZipFile zip = new ZipFile(path.toFile());
                InputStream stream = stream(zip, name)) {
            for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
                checksum.update(piece, 0, count);
                size += count;
            }
        }
        Entry entry = entries.get(name);
        requireIntact(name, size == entry.size() && checksum.getValue() == entry.checksum());
    }

    private static void requireIntact(String name, boolean intact) throws ScriptFileException {
        if (!intact) {
            throw new ScriptFileException("its entry " + name + " is damaged: it is not what its checksum says; copy or"
                    + " export the file again");
        }
    }
}
