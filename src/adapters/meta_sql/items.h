// What is not an error event: ports::ItemRepository on SQL, with its parts.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/attachments.h"
#include "ports/items.h"
#include "ports/monitors.h"
#include "ports/session_counts.h"
#include "ports/transactions.h"
#include "ports/user_reports.h"

namespace picket::adapters::meta {

class Attachments final : public ports::AttachmentRepository {
 public:
  explicit Attachments(UnitOfWork& work) : work_(work) {}
  Result<bool> add(const ports::Attachment& attachment) override;
  Result<std::vector<ports::Attachment>> list(const ports::AttachmentQuery& query) override;
  Result<std::vector<ports::Attachment>> search(const ports::AttachmentSearch& search) override;
  Result<std::optional<ports::Attachment>> get(ProjectId project, std::int64_t id) override;
  Result<bool> remove(ProjectId project, std::int64_t id) override;

 private:
  UnitOfWork& work_;
};

class UserReports final : public ports::UserReportRepository {
 public:
  explicit UserReports(UnitOfWork& work) : work_(work) {}
  Result<bool> put(const ports::UserReport& report, Timestamp oldest) override;
  Result<std::optional<ports::UserReport>> find(ProjectId project, const EventId& event) override;
  Result<std::vector<ports::UserReport>> list(std::span<const ProjectId> projects,
                                              std::size_t offset, std::size_t limit) override;

 private:
  UnitOfWork& work_;
};

/// Rows of SDK transactions; what a database calls so is in unit_of_work.h.
class TransactionRows final : public ports::TransactionRepository {
 public:
  explicit TransactionRows(UnitOfWork& work) : work_(work) {}
  Result<bool> add(const ports::TransactionRow& transaction) override;
  Result<std::optional<ports::TransactionRow>> find(ProjectId project,
                                                    const EventId& event) override;
  Result<void> add_spans(const ports::SpanContainer& container) override;

 private:
  UnitOfWork& work_;
};

class SessionCounts final : public ports::SessionCountRepository {
 public:
  explicit SessionCounts(UnitOfWork& work) : work_(work) {}
  Result<void> add(std::span<const ports::SessionCount> counts) override;
  Result<std::uint8_t> mark(ProjectId project, std::string_view session, Timestamp hour,
                            std::uint8_t problems) override;
  Result<std::vector<ports::SessionCount>> series(const ports::SessionQuery& query) override;

 private:
  UnitOfWork& work_;
};

class Monitors final : public ports::MonitorRepository {
 public:
  explicit Monitors(UnitOfWork& work) : work_(work) {}
  Result<std::optional<std::int64_t>> put(const ports::Monitor& monitor) override;
  Result<std::vector<ports::Monitor>> list(std::span<const ProjectId> projects, std::size_t offset,
                                           std::size_t limit) override;
  Result<std::optional<ports::Monitor>> find(std::span<const ProjectId> projects,
                                             std::string_view id_or_slug) override;
  Result<std::vector<ports::MonitorEnvironment>> environments(
      std::span<const std::int64_t> monitors) override;
  Result<ports::CheckInResult> check_in(const ports::CheckIn& check_in) override;
  Result<std::vector<ports::CheckIn>> check_ins(std::int64_t monitor, std::size_t offset,
                                                std::size_t limit) override;

 private:
  /// False when the monitor has too many.
  Result<bool> note_environment(const ports::CheckIn& check_in);

  UnitOfWork& work_;
};

class Items final : public ports::ItemRepository {
 public:
  explicit Items(UnitOfWork& work) : work_(work) {}

  ports::AttachmentRepository& attachments() override { return attachments_; }
  ports::UserReportRepository& user_reports() override { return user_reports_; }
  ports::TransactionRepository& transactions() override { return transactions_; }
  ports::SessionCountRepository& session_counts() override { return session_counts_; }
  ports::MonitorRepository& monitors() override { return monitors_; }

  Result<std::int64_t> expire(Timestamp before, std::size_t limit) override;
  Result<std::int64_t> erase(ProjectId project, std::size_t limit) override;

 private:
  UnitOfWork& work_;
  Attachments attachments_{work_};
  UserReports user_reports_{work_};
  TransactionRows transactions_{work_};
  SessionCounts session_counts_{work_};
  Monitors monitors_{work_};
};

}  // namespace picket::adapters::meta
