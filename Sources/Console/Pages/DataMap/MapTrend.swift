import Custody
import Kernel
import Markup

/// How far people's data is spread, pass by pass, and where a limit was passed.
struct MapTrend: Component {
    private let points: [DataMap.TrendPoint]
    private let alerts: [DataMap.Alert]

    init(_ points: [DataMap.TrendPoint], _ alerts: [DataMap.Alert]) {
        self.points = points
        self.alerts = alerts
    }

    var html: HTML { "\(charts)\(table)" }

    private var charts: HTML {
        // One point is no line.
        guard let first = points.first, let last = points.last, points.count > 1 else {
            return Empty(.nothingYet, "Trends are drawn from the second scan on.").html
        }
        func amounts(_ value: (DataMap.Measures) -> Double, _ places: Int) -> [Amount] {
            points.map { point in
                let value = value(point.measures)
                let name = Moment(seconds: Int(point.time / 1000)).day
                return Amount(name, value, decimal(value, places: places))
            }
        }
        func change(_ value: (DataMap.Measures) -> Double, _ places: Int) -> String {
            let (from, to) = (value(first.measures), value(last.measures))
            return "From \(decimal(from, places: places)) to \(decimal(to, places: places))."
        }
        return """
            <div class="charts">
            \(LineChart(
                "dispersion",
                "Dispersion: sources a person lies in, on average",
                finding: change(\.dispersion, 2),
                [.init("Dispersion", amounts(\.dispersion, 2))]
            ))\(LineChart(
                "concentration",
                "Concentration: largest share of people in one source",
                finding: change(\.concentration, 2),
                [.init("Share", amounts(\.concentration, 2))]
            ))</div>

            """
    }

    private var table: HTML {
        Listing(
            "Beyond a limit",
            [.init("Figure"), .number("Was"), .number("Limit"), .init("When")],
            rows: alerts.map { alert in
                [
                    HTML(text: alert.measure), HTML(text: decimal(alert.value, places: 2)),
                    HTML(text: decimal(alert.limit, places: 2)),
                    Moment(seconds: Int(alert.time / 1000)).html,
                ]
            },
            elsewhere: "in `cordon datamap flows`",
            empty: Empty(.nothingYet, "No scan has found a figure beyond its limit.")
        ).html
    }
}
