import Kernel

extension WorkroomTables {
    static let projects = [
        Projection { (event: Workroom.Begun, stamp, db) in
            let conditions = event.conditions
            let questions = String(decoding: try Canonical.encode(event.questions), as: UTF8.self)
            try db.execute(
                """
                INSERT INTO workroom_project (
                    id, guideline, purpose, sensitivity, lease_minutes, per_hour, labels, gold,
                    again, pay, currency, questions, event, time
                )
                VALUES (
                    \(event.project), 0, \(event.brief.purpose), \(event.brief.sensitivity),
                    \(conditions.leaseMinutes), \(conditions.perHour), \(conditions.labels),
                    \(conditions.goldPerMille), \(conditions.repeatPerMille), \(conditions.pay),
                    \(conditions.currency), \(questions), \(stamp.event), \(stamp.time)
                )
                """
            )
        },
        Projection { (event: Workroom.Guided, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_project SET guideline = \(event.version)
                WHERE id = \(event.project)
                """
            )
            try db.execute(
                """
                INSERT INTO workroom_guideline (project, version, event, time)
                VALUES (\(event.project), \(event.version), \(stamp.event), \(stamp.time))
                """
            )
        },
        Projection { (event: Workroom.Taught, stamp, db) in
            let right = event.questions.map { String($0.right) }.joined(separator: " ")
            try db.execute(
                """
                INSERT INTO workroom_module
                    (id, project, right_answers, pass, days, draws, event)
                VALUES (
                    \(event.module), \(event.project), \(right), \(event.passPercent),
                    \(event.days), \(event.draws ?? event.questions.count), \(stamp.event)
                )
                """
            )
            try refreshTraining("project = \(event.project)", in: db)
        },
        Projection { (event: Workroom.SealedBack, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_batch (id, project, manifest, labels, event, time)
                VALUES (
                    \(event.batch), \(event.project), \(event.manifest), \(event.labels),
                    \(stamp.event), \(stamp.time)
                )
                """
            )
        },
        Projection { (event: Workroom.Exported, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_export (project, recipient, labels, last)
                VALUES (
                    \(event.project), \(event.recipient ?? ""), \(event.labels), \(stamp.time)
                )
                ON CONFLICT (project, recipient)
                DO UPDATE SET labels = excluded.labels, last = excluded.last
                """
            )
        },
        Projection { (event: Workroom.Reported, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_concern (id, project, event, time)
                VALUES (\(event.concern), \(event.project), \(stamp.event), \(stamp.time))
                """
            )
        },
    ]

    static let people = [
        Projection { (event: Workroom.Engaged, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_engagement (
                    id, worker, project, state, until, agreed, notice_days, accepted, trained,
                    minutes, hourly, currency, waited, waiting, event, country, leases, leased
                )
                VALUES (
                    \(event.engagement), \(event.worker), \(event.project), 'offered',
                    \(event.terms.until), \(event.terms.until), \(event.terms.noticeDays), 0,
                    NULL, 0,
                    \(event.terms.hourly), \(event.terms.currency), 0, NULL, \(stamp.event),
                    \(event.terms.country.value), 0, NULL
                )
                """
            )
            try refreshTraining("id = \(event.engagement)", in: db)
        },
        Projection { (event: Workroom.Accepted, _, db) in
            try db.execute(
                """
                UPDATE workroom_engagement
                SET state = 'accepted', accepted = \(event.guideline)
                WHERE id = \(event.engagement)
                """
            )
        },
        Projection { (event: Workroom.Sat, stamp, db) in
            let until = event.isPassed ? stamp.time + Int64(event.days) * Workroom.day : nil
            try db.execute(
                """
                INSERT INTO workroom_pass (worker, module, until, failures, excused)
                VALUES (
                    \(event.worker), \(event.module), \(until.value),
                    \(event.isPassed ? 0 : 1), 0
                )
                ON CONFLICT (worker, module) DO UPDATE SET
                    until = COALESCE(excluded.until, workroom_pass.until),
                    failures = workroom_pass.failures + excluded.failures
                """
            )
            try db.execute(
                """
                UPDATE workroom_engagement SET minutes = minutes + \(event.minutes)
                WHERE id = \(event.engagement)
                """
            )
            try refreshTraining("worker = \(event.worker)", in: db)
        },
        Projection { (event: Workroom.Reopened, _, db) in
            try db.execute(
                """
                UPDATE workroom_pass SET excused = failures
                WHERE worker = \(event.worker) AND module = \(event.module)
                """
            )
        },
    ]

    /// Until when all modules are passed; without modules, as long as the engagement lasts.
    private static func refreshTraining(_ which: SQL, in db: Database) throws {
        try db.execute(
            """
            UPDATE workroom_engagement SET trained = (
                SELECT CASE
                    WHEN COUNT(m.id) = 0 THEN workroom_engagement.until
                    WHEN COUNT(m.id) = COUNT(p.until) THEN MIN(p.until)
                    ELSE NULL END
                FROM workroom_module m
                LEFT JOIN workroom_pass p
                    ON p.module = m.id AND p.worker = workroom_engagement.worker
                WHERE m.project = workroom_engagement.project
            )
            WHERE \(which)
            """
        )
    }
}
