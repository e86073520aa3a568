// The repositories of items with faults in front of every call.
#pragma once

#include "adapters/faulty/repositories.h"
#include "ports/attachments.h"
#include "ports/items.h"
#include "ports/monitors.h"
#include "ports/session_counts.h"
#include "ports/transactions.h"
#include "ports/user_reports.h"

namespace picket::adapters {

class FaultyAttachments final : public ports::AttachmentRepository {
 public:
  FaultyAttachments(ports::AttachmentRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<bool> add(const ports::Attachment& attachment) override;
  Result<std::vector<ports::Attachment>> list(const ports::AttachmentQuery& query) override;
  Result<std::vector<ports::Attachment>> search(const ports::AttachmentSearch& search) override;
  Result<std::optional<ports::Attachment>> get(ProjectId project, std::int64_t id) override;
  Result<bool> remove(ProjectId project, std::int64_t id) override;

 private:
  ports::AttachmentRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyUserReports final : public ports::UserReportRepository {
 public:
  FaultyUserReports(ports::UserReportRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<bool> put(const ports::UserReport& report, Timestamp oldest) override;
  Result<std::optional<ports::UserReport>> find(ProjectId project, const EventId& event) override;
  Result<std::vector<ports::UserReport>> list(std::span<const ProjectId> projects,
                                              std::size_t offset, std::size_t limit) override;

 private:
  ports::UserReportRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyTransactions final : public ports::TransactionRepository {
 public:
  FaultyTransactions(ports::TransactionRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<bool> add(const ports::TransactionRow& transaction) override;
  Result<std::optional<ports::TransactionRow>> find(ProjectId project,
                                                    const EventId& event) override;
  Result<void> add_spans(const ports::SpanContainer& container) override;

 private:
  ports::TransactionRepository& inner_;
  TransactionFaults& faults_;
};

class FaultySessionCounts final : public ports::SessionCountRepository {
 public:
  FaultySessionCounts(ports::SessionCountRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<void> add(std::span<const ports::SessionCount> counts) override;
  Result<std::uint8_t> mark(ProjectId project, std::string_view session, Timestamp hour,
                            std::uint8_t problems) override;
  Result<std::vector<ports::SessionCount>> series(const ports::SessionQuery& query) override;

 private:
  ports::SessionCountRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyMonitors final : public ports::MonitorRepository {
 public:
  FaultyMonitors(ports::MonitorRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

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
  ports::MonitorRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyItems final : public ports::ItemRepository {
 public:
  FaultyItems(ports::ItemRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  ports::AttachmentRepository& attachments() override { return attachments_; }
  ports::UserReportRepository& user_reports() override { return user_reports_; }
  ports::TransactionRepository& transactions() override { return transactions_; }
  ports::SessionCountRepository& session_counts() override { return session_counts_; }
  ports::MonitorRepository& monitors() override { return monitors_; }

  Result<std::int64_t> expire(Timestamp before, std::size_t limit) override;
  Result<std::int64_t> erase(ProjectId project, std::size_t limit) override;

 private:
  ports::ItemRepository& inner_;
  TransactionFaults& faults_;
  FaultyAttachments attachments_{inner_.attachments(), faults_};
  FaultyUserReports user_reports_{inner_.user_reports(), faults_};
  FaultyTransactions transactions_{inner_.transactions(), faults_};
  FaultySessionCounts session_counts_{inner_.session_counts(), faults_};
  FaultyMonitors monitors_{inner_.monitors(), faults_};
};

}  // namespace picket::adapters
