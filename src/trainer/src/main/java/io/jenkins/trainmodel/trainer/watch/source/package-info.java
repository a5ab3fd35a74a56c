/** What a watched program says of its training, read from the files that it writes while they grow. Neither is trusted. */
package io.jenkins.trainmodel.trainer.watch.source;
