// The groups of stages, one file each. Each adds its benchmarks to Google Benchmark's list.
#pragma once

#include "micro/corpus.h"

namespace picket::micro {

// The corpus outlives the run.
void add_http_stages(const Corpus& corpus);      ///< Request and answer of the relay.
void add_codec_stages(const Corpus& corpus);     ///< Content codings.
void add_protocol_stages(const Corpus& corpus);  ///< Envelope, JSON, message of the log.
void add_document_stages(const Corpus& corpus);  ///< Normalization, grouping, columns.
void add_grouping_stages();                      ///< Stack traces by platform.
void add_quota_stages(const Corpus& corpus);     ///< Limits, known and counted.
void add_segment_stages(const Corpus& corpus);   ///< Record files.
void add_store_stages(const Corpus& corpus);     ///< Blobs and event rows.
void add_issue_stages(const Corpus& corpus);     ///< Issues in the database.
void add_consumer_stages(const Corpus& corpus);  ///< What a role does to an event, all told.
void add_api_stages(const Corpus& corpus);       ///< Answers of the read API.

}  // namespace picket::micro
