#include "roles/consumer/item_rows.h"

#include <utility>

#include "ports/monitors.h"
#include "ports/session_counts.h"

namespace picket::consumer {
namespace {

Result<Stored> new_or_duplicate(const Result<bool>& added) {
  if (!added) return unexpected(added.error());
  return *added ? Stored::stored : Stored::duplicate;
}

ports::CheckInStatus status_of(domain::items::CheckInFacts::Status status) {
  using enum domain::items::CheckInFacts::Status;
  switch (status) {
    case unknown:
      return ports::CheckInStatus::unknown;
    case ok:
      return ports::CheckInStatus::ok;
    case error:
      return ports::CheckInStatus::error;
    case in_progress:
      return ports::CheckInStatus::in_progress;
  }
  return ports::CheckInStatus::unknown;
}

/// What the problems of one session add, each once however often the session is updated.
Result<void> mark_problems(ProjectId project, const domain::items::SessionFacts& facts,
                           ports::SessionCount& count, ports::SessionCountRepository& sessions) {
  const std::uint8_t problems = static_cast<std::uint8_t>(
      ports::kSessionErrored | (facts.crashed > 0 ? ports::kSessionCrashed : 0) |
      (facts.abnormal > 0 ? ports::kSessionAbnormal : 0) |
      (facts.unhandled > 0 ? ports::kSessionUnhandled : 0));
  const auto fresh = sessions.mark(project, facts.session, facts.hour, problems);
  if (!fresh) return unexpected(fresh.error());
  const auto one_if = [&](std::uint8_t bit) { return (*fresh & bit) != 0 ? 1 : 0; };
  count.errored = one_if(ports::kSessionErrored);
  count.crashed = one_if(ports::kSessionCrashed);
  count.abnormal = one_if(ports::kSessionAbnormal);
  count.unhandled = one_if(ports::kSessionUnhandled);
  return {};
}

/// Writes one row; the message says whose it is.
struct Writer {
  const protocol::ItemMessage& message;
  ports::ItemRepository& items;

  Result<Stored> operator()(const ports::Attachment& row) const {
    return new_or_duplicate(items.attachments().add(row));
  }
  Result<Stored> operator()(const ports::UserReport& row) const {
    return new_or_duplicate(items.user_reports().put(row, row.received - kReportChanges));
  }
  Result<Stored> operator()(const ports::TransactionRow& row) const {
    return new_or_duplicate(items.transactions().add(row));
  }
  Result<Stored> operator()(const ports::SpanContainer& row) const {
    if (auto done = items.transactions().add_spans(row); !done) return unexpected(done.error());
    return Stored::stored;
  }

  Result<Stored> operator()(const std::vector<domain::items::SessionFacts>& all) const {
    std::vector<ports::SessionCount> counts;
    for (const domain::items::SessionFacts& facts : all) {
      ports::SessionCount count{message.project,   facts.hour,     facts.release,
                                facts.environment, facts.started,  facts.errored,
                                facts.crashed,     facts.abnormal, facts.unhandled};
      if (!facts.session.empty() && facts.errored > 0) {
        auto done = mark_problems(message.project, facts, count, items.session_counts());
        if (!done) return unexpected(std::move(done.error()));
      }
      if (count.started != 0 || count.errored != 0 || count.crashed != 0 || count.abnormal != 0 ||
          count.unhandled != 0) {
        counts.push_back(std::move(count));
      }
    }
    if (auto done = items.session_counts().add(counts); !done) return unexpected(done.error());
    return Stored::stored;
  }

  Result<Stored> operator()(const domain::items::CheckInFacts& facts) const {
    const auto monitor =
        items.monitors().put({0, message.project, facts.slug, facts.config_json, message.received});
    if (!monitor) return unexpected(monitor.error());
    if (!*monitor) return Stored::refused;
    const auto result =
        items.monitors().check_in({**monitor, facts.environment, facts.id, status_of(facts.status),
                                   facts.duration, message.received, message.received});
    if (!result) return unexpected(result.error());
    switch (*result) {
      case ports::CheckInResult::added:
      case ports::CheckInResult::updated:
        return Stored::stored;
      case ports::CheckInResult::finished:
        return Stored::duplicate;
      case ports::CheckInResult::too_many_environments:
        return Stored::refused;
    }
    return Stored::refused;
  }
};

}  // namespace

Result<Stored> store_row(const KeptItem& item, ports::ItemRepository& items) {
  return std::visit(Writer{item.message, items}, item.row);
}

}  // namespace picket::consumer
