/** Files that are read once, from beginning to end, while their bytes are counted and go into a fingerprint. */
package io.jenkins.trainmodel.trainer.data.file;
