/**
 * Large libraries that are not in the trainer's jar: fetched as Maven artifacts when they are first asked for, unpacked,
 * verified and kept.
 */
package io.jenkins.trainmodel.trainer.library;
