// A meta_db transaction with faults in front of its repositories and its commit.
#pragma once

#include <memory>
#include <utility>

#include "adapters/faulty/fault_plan.h"
#include "adapters/faulty/repositories.h"
#include "ports/meta_db.h"

namespace picket::adapters {

/// For one thread at a time. `plan` outlives it.
class FaultyTransaction final : public ports::MetaTx {
 public:
  FaultyTransaction(std::unique_ptr<ports::MetaTx> inner, FaultPlan& plan)
      : inner_(std::move(inner)), faults_(plan) {}

  ports::AccountRepository& accounts() override { return accounts_; }
  ports::ProjectRepository& projects() override { return projects_; }
  ports::IssueRepository& issues() override { return issues_; }
  ports::OutcomeRepository& outcomes() override { return outcomes_; }
  ports::BatchRepository& batches() override { return batches_; }
  ports::DeadLetterRepository& dead_letters() override { return dead_letters_; }

  Result<void> commit() override;

 private:
  const std::unique_ptr<ports::MetaTx> inner_;
  TransactionFaults faults_;
  FaultyAccounts accounts_{inner_->accounts(), faults_};
  FaultyProjects projects_{inner_->projects(), faults_};
  FaultyIssues issues_{inner_->issues(), faults_};
  FaultyOutcomes outcomes_{inner_->outcomes(), faults_};
  FaultyBatches batches_{inner_->batches(), faults_};
  FaultyDeadLetters dead_letters_{inner_->dead_letters(), faults_};
};

}  // namespace picket::adapters
