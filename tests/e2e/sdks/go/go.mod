module picket-snippet

go 1.25.0

require (
	github.com/getsentry/sentry-go v0.50.0
	golang.org/x/sys v0.47.0
	golang.org/x/text v0.41.0
)
