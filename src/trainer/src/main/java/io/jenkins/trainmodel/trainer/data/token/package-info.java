/** Text as numbers: tokenizers, each of which tells what every one of its tokens stands for. */
package io.jenkins.trainmodel.trainer.data.token;
