import Custody
import Kernel

extension WorkroomTables {
    /// How engagements end, what is said about it, and what is left when a person is forgotten.
    static let parting = [
        Projection { (event: Workroom.Ended, stamp, db) in
            // Notice runs from when it was given, whatever was said of that.
            try db.execute(
                """
                UPDATE workroom_engagement
                SET state = 'ended',
                    until = CASE
                        WHEN until < \(stamp.time) + notice_days * \(Workroom.day) THEN until
                        WHEN \(event.effective) < \(stamp.time) + notice_days * \(Workroom.day)
                        THEN \(stamp.time) + notice_days * \(Workroom.day)
                        WHEN until < \(event.effective) THEN until
                        ELSE \(event.effective) END
                WHERE id = \(event.engagement)
                """
            )
            try note("ended", event.engagement, event.worker, stamp, in: db)
        },
        Projection { (event: Workroom.Left, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_engagement SET state = 'ended', until = \(stamp.time)
                WHERE id = \(event.engagement)
                """
            )
            try note("left", event.engagement, event.worker, stamp, in: db)
        },
        Projection { (event: Workroom.Looked, stamp, db) in
            try note("looked", event.engagement, event.worker, stamp, in: db)
        },
        Projection { (event: Workroom.Disputed, stamp, db) in
            let due = stamp.time + Workroom.reviewDays * Workroom.day
            try db.execute(
                """
                INSERT INTO workroom_dispute (
                    id, engagement, project, worker, against, state, opened, due, verdict
                )
                SELECT \(stamp.event), e.id, e.project, e.worker, (
                    SELECT n.actor FROM workroom_note n
                    WHERE n.engagement = e.id AND n.kind = 'ended' AND e.state = 'ended'
                        AND NOT EXISTS (
                            SELECT 1 FROM workroom_note l
                            WHERE l.engagement = e.id AND l.kind = 'left'
                        )
                    ORDER BY n.time DESC, n.event LIMIT 1
                ), 'open', \(stamp.time), \(due), NULL
                FROM workroom_engagement e WHERE e.id = \(event.engagement)
                """
            )
            try note("disputed", event.engagement, event.worker, stamp, in: db)
        },
        Projection { (event: Workroom.Heard, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_dispute
                SET state = \(event.upholds ? "upheld" : "granted"), verdict = \(stamp.event)
                WHERE id = \(event.dispute)
                """
            )
            if event.restores {
                try db.execute(
                    """
                    UPDATE workroom_engagement
                    SET state = CASE WHEN accepted > 0 THEN 'accepted' ELSE 'offered' END,
                        until = agreed
                    WHERE id = \(event.engagement)
                    """
                )
            }
            try note("heard", event.engagement, event.worker, stamp, in: db)
        },
        // Whoever is forgotten as a person leaves labels without a name, and nothing else.
        Projection { (event: Vault.Erased, _, db) in
            let worker = event.subject.description
            try db.execute("DELETE FROM workroom_dispute WHERE worker = \(worker)")
            try db.execute("DELETE FROM workroom_note WHERE worker = \(worker)")
            try db.execute("DELETE FROM workroom_escalation WHERE worker = \(worker)")
            try db.execute("DELETE FROM workroom_pass WHERE worker = \(worker)")
            try db.execute("DELETE FROM workroom_engagement WHERE worker = \(worker)")
            try db.execute(
                """
                UPDATE workroom_submission
                SET state = 'given', judge = NULL, due = NULL, verdict = NULL,
                    contest = NULL,
                    pay = (
                        SELECT p.pay FROM workroom_project p
                        WHERE p.id = workroom_submission.project
                    )
                WHERE worker = \(worker)
                """
            )
        },
    ]

    private static func note(
        _ kind: String,
        _ engagement: ID<Workroom.Engagement>,
        _ worker: ID<Principal>,
        _ stamp: Stamp,
        in db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO workroom_note (event, engagement, worker, kind, actor, time)
            VALUES (
                \(stamp.event), \(engagement), \(worker), \(kind), \(stamp.actor), \(stamp.time)
            )
            """
        )
    }
}
