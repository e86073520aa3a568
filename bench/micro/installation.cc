#include "micro/installation.h"

#include <utility>

#include "domain/account/token.h"
#include "micro/corpus.h"
#include "obs/logger.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "ports/users.h"
#include "protocol/topics.h"

namespace picket::micro {
namespace {

template <class T>
Result<void> keep(std::unique_ptr<T>& target, Result<std::unique_ptr<T>> opened) {
  if (!opened) return unexpected(std::move(opened.error()));
  target = *std::move(opened);
  return {};
}

domain::ProjectConfig project_of(OrgId org) {
  domain::ProjectConfig config;
  config.org = org;
  config.slug = kProjectSlug;
  config.keys.push_back({KeyId{}, std::string(kPublicKey), "Default", true});
  return config;
}

}  // namespace

Installation::Installation(const std::string& parent)
    : folder_(parent),
      log_({{std::string(protocol::kTopicIngestEvents), 1},
            {std::string(protocol::kTopicOutcomes), 1}},
           clock_) {}

Result<std::unique_ptr<Installation>> Installation::make(const std::string& parent) {
  std::unique_ptr<Installation> made(new Installation(parent));
  if (auto done = made->open(); !done) return unexpected(std::move(done.error()));
  if (auto done = made->set_up(); !done) return unexpected(std::move(done.error()));
  return made;
}

Result<void> Installation::open() {
  adapters::MetaSqlOptions meta;
  meta.path = folder_.file("meta.db");
  adapters::DuckdbEventStoreOptions events;
  events.directory = folder_.file("events");
  auto done = keep(meta_, adapters::MetaSql::open(meta, clock_));
  if (done)
    done = keep(events_, adapters::DuckdbEventStore::open(events, obs::null_logger(), metrics_));
  if (done)
    done = keep(blobs_, adapters::SegmentBlobStore::open(files_, folder_.file("blobs"), {}, clock_,
                                                         obs::null_logger(), metrics_));
  if (done) tasks_ = meta_->task_queue();
  return done;
}

Result<void> Installation::set_up() {
  if (auto done = meta_->migrate(); !done) return done;
  auto tx = meta_->begin_write(Deadline::never());
  if (!tx) return unexpected(std::move(tx.error()));
  const auto org =
      (*tx)->organizations().create_org({{}, std::string(kOrgSlug), "Acme", clock_.now()});
  if (!org) return unexpected(org.error());
  const auto project = (*tx)->projects().create(project_of(*org), "Shop", clock_.now());
  if (!project) return unexpected(project.error());
  ports::ApiToken token;
  token.org = *org;
  token.name = "micro";
  token.sha256_hex = domain::account::hash_token(kToken);
  token.scopes = {"event:read", "project:read"};
  token.created = clock_.now();
  const auto made = (*tx)->users().tokens().create(token);
  if (!made) return unexpected(made.error());
  return (*tx)->commit();
}

}  // namespace picket::micro
