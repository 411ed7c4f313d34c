/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-audio-reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-mp3.h"
#include "audio/pt-ogg.h"
#include "audio/pt-wav.h"

/* Raw bytes on their way to floats stay in the second-level cache. */
#define RAW_BYTES 65536

struct _PtAudioReader
{
  PtByteSource *source;
  PtWavLayout wav;
  SNDFILE *sndfile; /* NULL: plain WAV */
  sf_count_t sndfile_offset;
  guint channels;
  guint64 frames; /* G_MAXUINT64: unknown */
  guint64 position;
  guint64 n_unusable;
  int sndfile_type; /* SF_FORMAT_TYPEMASK of the format */
  gboolean disk_failed;
};

/* --- libsndfile over a byte source --- */

static sf_count_t
virtual_length_cb (void *user_data)
{
  PtAudioReader *self = user_data;

  return pt_byte_source_get_length (self->source);
}

static sf_count_t
virtual_seek_cb (sf_count_t offset, int whence, void *user_data)
{
  PtAudioReader *self = user_data;

  if (whence == SEEK_CUR)
    offset += self->sndfile_offset;
  else if (whence == SEEK_END)
    offset += pt_byte_source_get_length (self->source);
  if (offset >= 0)
    self->sndfile_offset = offset;

  return self->sndfile_offset;
}

static sf_count_t
virtual_read_cb (void *target, sf_count_t count, void *user_data)
{
  PtAudioReader *self = user_data;
  gssize n;

  if (count <= 0)
    return 0;
  n = pt_byte_source_read (self->source, self->sndfile_offset, target, count, NULL);
  if (n < 0)
    {
      self->disk_failed = TRUE;
      return 0;
    }
  self->sndfile_offset += n;

  return n;
}

static sf_count_t
virtual_write_cb (const void *data, sf_count_t count, void *user_data)
{
  return 0;
}

static sf_count_t
virtual_tell_cb (void *user_data)
{
  PtAudioReader *self = user_data;

  return self->sndfile_offset;
}

/* --- names of formats --- */

static const char *
container_name (int format)
{
  switch (format & SF_FORMAT_TYPEMASK)
    {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX:
    case SF_FORMAT_RF64:
      return "WAV";
    case SF_FORMAT_AIFF:
      return "AIFF";
    case SF_FORMAT_FLAC:
      return "FLAC";
    case SF_FORMAT_OGG:
      return "Ogg";
    case SF_FORMAT_MPEG:
      return "MP3";
    case SF_FORMAT_CAF:
      return "CAF";
    case SF_FORMAT_W64:
      return "W64";
    case SF_FORMAT_AU:
      return "AU";
    default:
      return "Audio";
    }
}

static const char *
encoding_name (int format)
{
  switch (format & SF_FORMAT_SUBMASK)
    {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
      return " 8 bit";
    case SF_FORMAT_PCM_16:
      return " 16 bit";
    case SF_FORMAT_PCM_24:
      return " 24 bit";
    case SF_FORMAT_PCM_32:
      return " 32 bit";
    case SF_FORMAT_FLOAT:
      return " 32 bit float";
    case SF_FORMAT_DOUBLE:
      return " 64 bit float";
    case SF_FORMAT_VORBIS:
      return " Vorbis";
    case SF_FORMAT_OPUS:
      return " Opus";
    case SF_FORMAT_ULAW:
      return " µ-law";
    case SF_FORMAT_ALAW:
      return " A-law";
    case SF_FORMAT_IMA_ADPCM:
    case SF_FORMAT_MS_ADPCM:
      return " ADPCM";
    default:
      return "";
    }
}

static int
sndfile_format_of (const PtWavLayout *wav)
{
  static const int encodings[] = { SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_PCM_32, SF_FORMAT_FLOAT };

  return SF_FORMAT_WAV | encodings[wav->pcm];
}

/* --- opening --- */

/* What a file is that no decoder knows, as far as its first bytes tell. */
static gboolean
looks_like_text (PtByteSource *source)
{
  guint8 bytes[512];
  gssize n = pt_byte_source_read (source, 0, bytes, sizeof bytes, NULL);

  for (gssize i = 0; i < n; i++)
    if ((bytes[i] < 0x20 && memchr ("\t\n\r\f\033", bytes[i], 5) == NULL) || bytes[i] == 0x7f)
      return FALSE;

  return n > 0;
}

static void
set_unknown_error (PtByteSource *source, int number, GError **error)
{
  const char *name = pt_byte_source_get_name (source);

  if (looks_like_text (source))
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                 _ ("%s is a text file, not audio; choose a WAV, AIFF, FLAC, Ogg, Opus or MP3 file"), name);
  else if (number == SF_ERR_MALFORMED_FILE)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN,
                 _ ("%s is damaged or torn: its header makes no sense; copy or export it again"), name);
  else
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                 _ ("%s is not audio that can be read; choose a WAV, AIFF, FLAC, Ogg, Opus or MP3 file"), name);
}

static gboolean
open_with_sndfile (PtAudioReader *self, PtAudioFileInfo *info, GError **error)
{
  static SF_VIRTUAL_IO io = {
    .get_filelen = virtual_length_cb,
    .seek = virtual_seek_cb,
    .read = virtual_read_cb,
    .write = virtual_write_cb,
    .tell = virtual_tell_cb,
  };
  SF_INFO sf = { 0 };

  if (!pt_aiff_is_whole (self->source, error)
      || !pt_mp3_is_sound (self->source, error)
      || !pt_ogg_is_whole (self->source, error))
    return FALSE;

  self->sndfile = sf_open_virtual (&io, SFM_READ, &sf, self);
  if (self->sndfile == NULL)
    {
      set_unknown_error (self->source, sf_error (NULL), error);
      return FALSE;
    }

  self->sndfile_type = sf.format & SF_FORMAT_TYPEMASK;
  self->frames = sf.frames < 0 || sf.frames == SF_COUNT_MAX ? G_MAXUINT64 : sf.frames;
  info->frames = self->frames == G_MAXUINT64 ? 0 : self->frames;
  info->channels = MAX (sf.channels, 0);
  info->sample_rate = MAX (sf.samplerate, 0);
  g_snprintf (info->format, sizeof info->format, "%s%s", container_name (sf.format), encoding_name (sf.format));

  return TRUE;
}

static gboolean
check_info (PtByteSource *source, const PtAudioFileInfo *info, GError **error)
{
  const char *name = pt_byte_source_get_name (source);

  if (info->channels == 0)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                   _ ("%s is damaged: its header says that it has no channels; export it again"), name);
      return FALSE;
    }
  if (info->channels > PT_AUDIO_FILE_MAX_CHANNELS)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
                   _ ("%s has %u channels, more than the %d that can be read; mix it down first"), name, info->channels, PT_AUDIO_FILE_MAX_CHANNELS);
      return FALSE;
    }
  if (info->sample_rate < PT_AUDIO_FILE_MIN_RATE || info->sample_rate > PT_AUDIO_FILE_MAX_RATE)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
                   _ ("%s has a sample rate of %u Hz, outside of %d to %d Hz; convert it first"), name, info->sample_rate,
                   PT_AUDIO_FILE_MIN_RATE, PT_AUDIO_FILE_MAX_RATE);
      return FALSE;
    }

  return TRUE;
}

static gboolean
open_reader (PtAudioReader *self, PtAudioFileInfo *info, GError **error)
{
  switch (pt_wav_examine (self->source, &self->wav, error))
    {
    case PT_WAV_PLAIN:
      self->frames = self->wav.frames;
      info->frames = self->wav.frames;
      info->channels = self->wav.channels;
      info->sample_rate = self->wav.sample_rate;
      g_snprintf (info->format, sizeof info->format, "WAV%s", encoding_name (sndfile_format_of (&self->wav)));
      return TRUE;

    case PT_WAV_NO:
    case PT_WAV_OTHER:
      return open_with_sndfile (self, info, error);

    case PT_WAV_BAD:
    default:
      return FALSE;
    }
}

PtAudioReader *
pt_audio_reader_new (PtByteSource *source, PtAudioFileInfo *info, GError **error)
{
  g_autoptr (PtAudioReader) self = NULL;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (info != NULL, NULL);

  memset (info, 0, sizeof *info);
  self = g_new0 (PtAudioReader, 1);
  self->source = source;

  if (pt_byte_source_get_length (source) == 0)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_EMPTY,
                   _ ("%s is empty: there is nothing in the file; copy or export it again"), pt_byte_source_get_name (source));
      return NULL;
    }
  if (!open_reader (self, info, error) || !check_info (source, info, error))
    return NULL;
  if (self->frames == 0)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_EMPTY,
                   _ ("%s has no audio in it: it is 0 frames long; export it again"), pt_byte_source_get_name (source));
      return NULL;
    }
  self->channels = info->channels;

  return g_steal_pointer (&self);
}

void
pt_audio_reader_free (PtAudioReader *self)
{
  g_return_if_fail (self != NULL);

  if (self->sndfile != NULL)
    sf_close (self->sndfile);
  pt_byte_source_free (self->source);
  g_free (self);
}

gboolean
pt_audio_reader_knows_length (PtAudioReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->sndfile == NULL;
}

guint64
pt_audio_reader_get_n_unusable (PtAudioReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_unusable;
}

/* --- reading --- */

static gint64
set_torn_error (PtAudioReader *self, GError **error)
{
  const char *name = pt_byte_source_get_name (self->source);

  if (self->frames == G_MAXUINT64)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN,
                 _ ("%s is torn: its end is missing; copy or export it again"), name);
  else
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN,
                 _ ("%s is torn: it ends after %" PRIu64 " of %" PRIu64 " frames; copy or export it again"),
                 name, self->position, self->frames);

  return -1;
}

static gint64
read_wav (PtAudioReader *self, float *samples, guint64 frames, GError **error)
{
  guint frame_bytes = self->channels * pt_pcm_bytes (self->wav.pcm);
  guint64 raw_frames = RAW_BYTES / frame_bytes;
  guint8 raw[RAW_BYTES];
  guint64 done = 0;

  frames = MIN (frames, self->frames - self->position);
  while (done < frames)
    {
      guint64 n = MIN (frames - done, raw_frames);
      guint64 offset = self->wav.data_offset + (self->position + done) * frame_bytes;
      const guint8 *bytes = pt_byte_source_peek (self->source, offset, n * frame_bytes);
      float *target = samples + done * self->channels;

      if (bytes == NULL)
        {
          gssize got = pt_byte_source_read (self->source, offset, raw, n * frame_bytes, error);

          if (got < 0)
            return -1;
          if ((guint64) got < n * frame_bytes)
            {
              self->position += done + got / frame_bytes;
              return set_torn_error (self, error);
            }
          bytes = raw;
        }
      pt_pcm_to_float (self->wav.pcm, bytes, target, n * self->channels);
      if (self->wav.pcm == PT_PCM_FLOAT32)
        self->n_unusable += pt_pcm_make_usable (target, n * self->channels);
      done += n;
    }
  self->position += done;

  return done;
}

/* MP3 lengths are estimates where there is no Xing header, and pt_mp3_is_sound() has
 * looked at those that have one. */
static gboolean
ends_too_early (PtAudioReader *self)
{
  if (self->frames == G_MAXUINT64)
    return self->position == 0;

  return self->position < self->frames && self->sndfile_type != SF_FORMAT_MPEG;
}

static gint64
read_sndfile (PtAudioReader *self, float *samples, guint64 frames, GError **error)
{
  sf_count_t n = sf_readf_float (self->sndfile, samples, frames);

  if (self->disk_failed)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("Cannot read %s: the disk failed"),
                   pt_byte_source_get_name (self->source));
      return -1;
    }
  if (n <= 0)
    return ends_too_early (self) ? set_torn_error (self, error) : 0;

  self->n_unusable += pt_pcm_make_usable (samples, n * self->channels);
  self->position += n;

  return n;
}

gint64
pt_audio_reader_read (PtAudioReader *self, float *samples, guint64 frames, GError **error)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (samples != NULL, -1);

  return self->sndfile != NULL ? read_sndfile (self, samples, frames, error)
                               : read_wav (self, samples, frames, error);
}
