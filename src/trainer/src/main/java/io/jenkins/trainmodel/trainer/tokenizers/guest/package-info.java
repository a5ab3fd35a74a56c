/** What is compiled against DJL's tokenizers. The class loader of that library defines these classes; nobody else names them. */
package io.jenkins.trainmodel.trainer.tokenizers.guest;
