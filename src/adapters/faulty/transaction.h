// A meta_db transaction with faults in front of its commit and of the repositories that the event
// path works with. Those of people have none: who uses them does nothing but give up and answer,
// which a failing commit shows as well.
#pragma once

#include <memory>
#include <utility>

#include "adapters/faulty/fault_plan.h"
#include "adapters/faulty/items.h"
#include "adapters/faulty/releases.h"
#include "adapters/faulty/repositories.h"
#include "ports/audit.h"
#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/meta_db.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/users.h"

namespace picket::adapters {

/// For one thread at a time. `plan` outlives it.
class FaultyTransaction final : public ports::MetaTx {
 public:
  FaultyTransaction(std::unique_ptr<ports::MetaTx> inner, FaultPlan& plan)
      : inner_(std::move(inner)), faults_(plan) {}

  ports::OrganizationRepository& organizations() override { return inner_->organizations(); }
  ports::UserRepository& users() override { return inner_->users(); }
  ports::ProjectRepository& projects() override { return projects_; }
  ports::IssueRepository& issues() override { return issues_; }
  ports::OutcomeRepository& outcomes() override { return outcomes_; }
  ports::BatchRepository& batches() override { return batches_; }
  ports::DeadLetterRepository& dead_letters() override { return dead_letters_; }
  ports::AuditRepository& audit() override { return inner_->audit(); }
  ports::ItemRepository& items() override { return items_; }
  ports::ReleaseRepository& releases() override { return releases_; }

  Result<void> commit() override;

 private:
  const std::unique_ptr<ports::MetaTx> inner_;
  TransactionFaults faults_;
  FaultyProjects projects_{inner_->projects(), faults_};
  FaultyIssues issues_{inner_->issues(), faults_};
  FaultyOutcomes outcomes_{inner_->outcomes(), faults_};
  FaultyBatches batches_{inner_->batches(), faults_};
  FaultyDeadLetters dead_letters_{inner_->dead_letters(), faults_};
  FaultyItems items_{inner_->items(), faults_};
  FaultyReleases releases_{inner_->releases(), faults_};
};

}  // namespace picket::adapters
