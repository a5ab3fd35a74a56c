package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Texts that were tokenized before, on this machine. An entry is found by the names, sizes and times of the files, or, where
 * these are not known, by their content; it is complete or not there.
 *
 * @param directory is made where it is missing
 * @param tokenizers read what is kept beside the tokens
 */
record TokenCache(Path directory, Tokenizers tokenizers) {
    static final String LISTINGS = "listings";
    static final String TOKENS = "tokens";
    static final String LOCK = "lock";

    /** A file lock holds between processes only; threads of this one queue here. */
    private static final Object ONE_THREAD = new Object();

    /** Writes the tokens. */
    @FunctionalInterface
    interface Filler {
        void fill(Path emptyDirectory) throws IOException;
    }

    /** The tokens of files that have not changed since {@link #remember}. */
    Optional<TokenStore> find(String listing) {
        try {
            TokenStore store = open(Files.readString(listing(listing), StandardCharsets.US_ASCII));
            UnusedTokens.use(listing(listing));
            return Optional.of(store);
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** The tokens of a content where they are there and complete. */
    Optional<TokenStore> peek(String content) {
        try {
            return Optional.of(open(content));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** The tokens of a content, written first where they are not there. One process writes, others wait for it. */
    TokenStore get(String content, Filler filler) {
        Path entry = directory.resolve(content);
        try {
            Files.createDirectories(entry);
            synchronized (ONE_THREAD) {
                return getAlone(content, entry, filler);
            }
        } catch (IOException failure) {
            throw notKept(failure);
        } catch (UncheckedIOException failure) {
            throw notKept(failure.getCause());
        }
    }

    private DataException notKept(IOException failure) {
        return new DataException("the tokens of the text cannot be kept in " + directory + ": " + failure
                + "; make room there, or name another directory in the environment variable TRAIN_MODEL_CACHE");
    }

    private TokenStore getAlone(String content, Path entry, Filler filler) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(entry.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && peek(content).isEmpty()) {
                DurableFiles.recover(entry);
                DurableFiles.writeDirectory(entry.resolve(TOKENS), filler::fill);
                new UnusedTokens(directory).remove();
            }
            return open(content);
        }
    }

    private TokenStore open(String content) throws IOException {
        Path tokens = directory.resolve(content).resolve(TOKENS);
        UnusedTokens.use(tokens);
        return TokenStore.open(tokens, tokenizers);
    }

    /** Lets {@link #find} know what these files hold. */
    void remember(String listing, String content) {
        try {
            Files.createDirectories(directory.resolve(LISTINGS));
            DurableFiles.write(listing(listing), content.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            // The next run reads the text once more.
        }
    }

    private Path listing(String key) {
        return directory.resolve(LISTINGS).resolve(key);
    }
}
