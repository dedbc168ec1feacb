internal import Markup

extension ReportPage {
    /// What ties this page to the log.
    var proof: Page.Section {
        guard let proof = report.proof else {
            let none = Empty(
                .nothingYet,
                "This release is not recorded in a log. Its leaves, the checkpoint over them and "
                    + "the witnesses would stand here."
            )
            return .init("proof", "Proof", none.html)
        }
        return .init(
            "proof",
            "Proof",
            """
            \(explained("The release is the leaf that follows these. A page cannot hold the proof "
                + "of itself; that is receipt.tlog-proof, beside it."))\
            \(fields(of: proof))\(leaves(of: proof))\(witnesses(of: proof))
            <h3>Checkpoint, as it was published</h3>
            <pre>\(proof.checkpoint)</pre>

            """
        )
    }

    private func fields(of proof: ReleaseReport.Proof) -> Fields {
        let signed = proof.witnesses.filter(\.hasSigned).count
        let status =
            proof.witnesses.isEmpty
            ? Chip(.idle, "none asked")
            : signed == proof.witnesses.count
                ? Chip(.good, "all signed") : Chip(.attention, "incomplete")
        return Fields([
            ("Log", "<code>\(report.origin)</code>"),
            ("Leaves under the checkpoint", count(proof.treeSize)),
            ("Root", Hash(proof.root).html),
            ("Verifier key", "<code>\(proof.verifierKey)</code>"),
            (
                "Witnesses",
                "\(grouped(signed)) of \(grouped(proof.witnesses.count)) signed \(status)"
            ),
        ])
    }

    private func leaves(of proof: ReleaseReport.Proof) -> Table {
        Table(
            "Leaves behind this page",
            [.init("Leaf"), .init("What it records")],
            rows: proof.leaves.prefix(Table.rowCountMax).map { leaf in
                [count(leaf.index), "\(leaf.event)"]
            },
            total: proof.leaves.count,
            elsewhere: Self.elsewhere,
            empty: Empty(
                .nothingYet,
                "No leaf was named. What led to the release would stand here."
            )
        )
    }

    private func witnesses(of proof: ReleaseReport.Proof) -> Table {
        Table(
            "Witnesses, who sign that they saw the same log",
            [.init("Witness"), .init("Status")],
            rows: proof.witnesses.prefix(Table.rowCountMax).map { witness in
                [
                    "\(Foreign(witness.name))",
                    (witness.hasSigned ? Chip(.good, "signed") : Chip(.attention, "missing")).html,
                ]
            },
            total: proof.witnesses.count,
            elsewhere: Self.elsewhere,
            empty: Empty(
                .nothingYet,
                "No witness was asked. Without one, only its keeper can tell whether the log was "
                    + "rewritten."
            )
        )
    }

    /// How somebody who trusts none of us checks all of it.
    var verification: Page.Section {
        .init(
            "verify",
            "Check it yourself, offline",
            """
            <ol class="steps">
            <li>In the folder of this page, check every claim at once. No network is used; each \
            claim is printed with pass or fail.
            <pre>cordon verify .</pre></li>
            <li>Without our program: compare the hash of each file with the one in \
            <code>manifest.json</code>.
            <pre>sha256sum *</pre></li>
            <li>With any verifier of the C2SP formats (tlog-proof, signed-note): check \
            <code>receipt.tlog-proof</code> against the verifier key above. Take that key from \
            somebody you trust, not from this page.</li>
            </ol>

            """
        )
    }
}
