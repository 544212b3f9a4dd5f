import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Says of each detached CMS whether Bouncy Castle accepts its signers: VerifyCms.java CMS CONTENT [CMS CONTENT]... */
public class VerifyCms {
    public static void main(String[] files) {
        Security.addProvider(new BouncyCastleProvider());
        for (int at = 0; at + 1 < files.length; at += 2) {
            System.out.println(Path.of(files[at]).getFileName() + " " + judge(Path.of(files[at]), Path.of(files[at + 1])));
        }
    }

    private static String judge(Path cms, Path content) {
        try {
            CMSSignedData signed =
                new CMSSignedData(new CMSProcessableByteArray(Files.readAllBytes(content)), Files.readAllBytes(cms));
            int signers = 0;
            for (SignerInformation signer : signed.getSignerInfos()) {
                X509CertificateHolder certificate =
                    (X509CertificateHolder) signed.getCertificates().getMatches(signer.getSID()).iterator().next();
                SignerInformationVerifier verifier =
                    new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate);
                if (!signer.verify(verifier)) return "invalid";
                signers++;
            }
            return signers == 1 ? "valid" : "signers: " + signers;
        } catch (Exception refusal) {
            return "refused: " + refusal.getMessage();
        }
    }
}
