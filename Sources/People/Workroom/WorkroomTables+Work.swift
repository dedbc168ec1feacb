import Kernel

extension WorkroomTables {
    static let work = [
        Projection { (event: Workroom.Added, stamp, db) in
            for (number, sheet) in event.sheets.enumerated() {
                try db.execute(
                    """
                    INSERT INTO workroom_task
                        (id, project, batch, number, place, state, gold, taken)
                    VALUES (
                        \(sheet.task), \(event.project), \(stamp.event), \(number),
                        \(stamp.time * 1_000 + Int64(number)), 'open',
                        \(sheet.gold != nil), 0
                    )
                    """
                )
            }
            try db.execute(
                """
                INSERT INTO workroom_origin (project, release, tasks, last)
                VALUES (
                    \(event.project), \(event.release?.description ?? ""),
                    \(event.sheets.count), \(stamp.time)
                )
                ON CONFLICT (project, release) DO UPDATE SET
                    tasks = workroom_origin.tasks + excluded.tasks, last = excluded.last
                """
            )
        },
        Projection { (event: Workroom.Settled, _, db) in
            for (tasks, state) in [(event.settled, "settled"), (event.ambiguous, "ambiguous")] {
                for task in tasks {
                    try db.execute(
                        "UPDATE workroom_task SET state = \(state) WHERE id = \(task)"
                    )
                }
            }
        },
        Projection { (event: Workroom.Leased, stamp, db) in
            for lease in event.expired { try free(lease, as: "expired", in: db) }
            if event.endsWait {
                try db.execute(
                    """
                    UPDATE workroom_engagement
                    SET waited = waited + CASE
                            WHEN \(stamp.time) - waiting > \(Workroom.waitMax)
                            THEN \(Workroom.waitMax) ELSE \(stamp.time) - waiting END,
                        waiting = NULL
                    WHERE id = \(event.engagement) AND waiting IS NOT NULL
                    """
                )
            }
            try db.execute(
                """
                UPDATE workroom_engagement SET leases = leases + 1, leased = \(stamp.time)
                WHERE id = \(event.engagement)
                """
            )
            try db.execute(
                """
                INSERT INTO workroom_lease (
                    id, task, worker, engagement, project, state, serving, guideline, taken, ends
                )
                VALUES (
                    \(event.lease), \(event.task), \(event.worker), \(event.engagement),
                    \(event.project), 'open', \(event.serving.rawValue), \(event.guideline),
                    \(stamp.time), \(event.ends)
                )
                """
            )
            if event.serving == .work {
                try db.execute(
                    "UPDATE workroom_task SET taken = taken + 1 WHERE id = \(event.task)"
                )
            }
        },
        Projection { (event: Workroom.Returned, _, db) in
            try free(event.lease, as: "returned", in: db)
        },
        Projection { (event: Workroom.Submitted, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_task SET taken = taken + 1
                WHERE id = \(event.task) AND EXISTS (
                    SELECT 1 FROM workroom_lease l
                    WHERE l.id = \(event.lease) AND l.state = 'expired' AND l.serving = 'work'
                )
                """
            )
            try db.execute(
                "UPDATE workroom_lease SET state = 'submitted' WHERE id = \(event.lease)"
            )
            try db.execute("DELETE FROM workroom_draft WHERE lease = \(event.lease)")
            try db.execute(
                """
                INSERT INTO workroom_submission (
                    lease, task, worker, engagement, project, state, pay, seconds, correct,
                    time, event, judge, due, verdict, contest
                )
                VALUES (
                    \(event.lease), \(event.task), \(event.worker), \(event.engagement),
                    \(event.project), 'given',
                    (SELECT p.pay FROM workroom_project p WHERE p.id = \(event.project)),
                    \(event.seconds), \(event.isRight.value), \(stamp.time), \(stamp.event),
                    NULL, NULL, NULL, NULL
                )
                """
            )
        },
        Projection { (event: Workroom.Waited, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_engagement SET waiting = \(stamp.time)
                WHERE id = \(event.engagement)
                """
            )
        },
        Projection { (event: Workroom.Kept, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_draft (lease, event, time)
                VALUES (\(event.lease), \(stamp.event), \(stamp.time))
                ON CONFLICT (lease) DO UPDATE SET event = excluded.event, time = excluded.time
                """
            )
        },
        Projection { (event: Workroom.Revealed, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_reveal (event, lease, field, stretch, time)
                VALUES (
                    \(stamp.event), \(event.lease), \(event.field), \(event.stretch.value),
                    \(stamp.time)
                )
                """
            )
        },
    ]

    static let judging = [
        Projection { (event: Workroom.Judged, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_submission
                SET state = \(event.accepts ? "accepted" : "rejected"), judge = \(stamp.actor),
                    verdict = \(stamp.event),
                    pay = CASE WHEN \(event.accepts) = 1 THEN pay ELSE 0 END
                WHERE lease = \(event.submission)
                """
            )
        },
        Projection { (event: Workroom.Contested, stamp, db) in
            let due = stamp.time + Workroom.reviewDays * Workroom.day
            try db.execute(
                """
                UPDATE workroom_submission SET state = 'contested', due = \(due),
                    contest = \(stamp.event)
                WHERE lease = \(event.submission)
                """
            )
        },
        Projection { (event: Workroom.Reviewed, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_submission
                SET state = \(event.upholds ? "upheld" : "accepted"), due = NULL,
                    verdict = \(stamp.event),
                    pay = CASE WHEN \(event.upholds) = 1 THEN 0 ELSE (
                        SELECT p.pay FROM workroom_project p
                        WHERE p.id = workroom_submission.project
                    ) END
                WHERE lease = \(event.submission)
                """
            )
        },
    ]

    static let hearing = [
        Projection { (event: Workroom.Raised, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_escalation
                    (id, project, engagement, worker, topic, opened, replied, event, reply)
                VALUES (
                    \(event.escalation), \(event.project), \(event.engagement),
                    \(event.worker), \(event.topic.rawValue), \(stamp.time), NULL,
                    \(stamp.event), NULL
                )
                """
            )
        },
        Projection { (event: Workroom.Replied, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_escalation
                SET replied = \(stamp.time), reply = \(stamp.event)
                WHERE id = \(event.escalation)
                """
            )
        },
    ]

    /// Takes a lease back: its task needs another label again.
    static func free(
        _ lease: ID<Workroom.Lease>,
        as state: String,
        in db: Database
    ) throws {
        try db.execute(
            """
            UPDATE workroom_task SET taken = taken - 1
            WHERE id IN (
                SELECT l.task FROM workroom_lease l
                WHERE l.id = \(lease) AND l.state = 'open' AND l.serving = 'work'
            )
            """
        )
        try db.execute(
            "UPDATE workroom_lease SET state = \(state) WHERE id = \(lease) AND state = 'open'"
        )
    }
}
